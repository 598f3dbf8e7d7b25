using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Members;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>An invoice that was issued, and the guard row that finds it again until it is delivered.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Guard">Deleted once the client has the invoice.</param>
public sealed record IssuedInvoice(InvoiceRow Invoice, WorkRow Guard);

/// <summary>Refuses what can be refused, then issues.</summary>
public sealed class InvoiceService(DebtorService debtors, MemberService members, InvoiceClaims claims, WorkIndex work, BusinessClock clock)
{
    /// <summary>
    /// Issues an invoice. A repeated request gets the invoice of the first one; one whose first attempt was accepted is not refused
    /// any more, whatever has changed since.
    /// </summary>
    /// <param name="requestId">The request's own id (caller and idempotency key): the draft's id derives from it.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Result<IssuedInvoice>> IssueAsync(string requestId, NewInvoice asked, CancellationToken cancellationToken = default)
    {
        var draftId = DerivedId.Of(requestId, "invoice");
        var today = clock.Today;
        var valid = await CheckAsync(asked, today, cancellationToken);
        if (valid.Refusal is { } refused) return await FinishAcceptedAsync(asked.DebtorId, draftId, today, refused, cancellationToken);
        var (head, content) = valid.Value;
        var guard = await work.PutAsync(today, head.DebtorId, WorkPurpose.Issue, draftId, cancellationToken);
        var invoice = await claims.IssueAsync(head, draftId, content, cancellationToken);
        return new IssuedInvoice(invoice, guard);
    }

    private async Task<Result<(DebtorHead Head, InvoiceContent Content)>> CheckAsync(NewInvoice asked, DateOnly today, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(asked.DebtorId)) return Refusal.Required("debtorId");
        if (InvoiceRules.CheckShape(asked, today) is { } misshapen) return misshapen;
        if (!DerivedId.IsId(asked.MemberId)) return Refusal.Missing("member");
        var gate = await members.CheckMayInvoiceAsync(asked.MemberId, asked.ContractOrdinal!.Value, today, cancellationToken);
        if (gate.Refusal is { } closed) return closed;
        if (!DerivedId.IsId(asked.DebtorId) || await debtors.FindHeadAsync(asked.DebtorId, cancellationToken) is not { } head)
        {
            return Refusal.Rules("debtor-unknown", "There is no such debtor.", "debtorId");
        }

        var content = InvoiceRules.Check(asked, head);
        if (content.Refusal is { } refused) return refused;
        if (InvoiceRules.NeedsBuyerVat(content.Value)
            && (await debtors.FindProfileAsync(head.DebtorId, cancellationToken))?.VatNumber is null)
        {
            return InvoiceRules.BuyerVatRequired;
        }

        return (head, content.Value);
    }

    private async Task<Result<IssuedInvoice>> FinishAcceptedAsync(
        string? debtorId, string draftId, DateOnly today, Refusal refused, CancellationToken cancellationToken)
    {
        if (debtorId is null || !DerivedId.IsId(debtorId)) return refused;
        if (await claims.FinishDraftAsync(debtorId, draftId, cancellationToken) is not { } invoice) return refused;
        return new IssuedInvoice(invoice, await work.PutAsync(today, debtorId, WorkPurpose.Issue, draftId, cancellationToken));
    }
}
