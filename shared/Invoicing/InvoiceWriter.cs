using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>
/// Step 3 of issuing: what will find the invoice again first (the member's list, the day after it is due), then the transaction that
/// turns the draft into the invoice. Its structured communication is found by the claim of its number, which is there since step 2.
/// </summary>
public sealed class InvoiceWriter(
    TableStore store, WorkIndex work, BusinessClock clock, IOptions<InvoicingSettings> settings)
{
    /// <summary>Writes the invoice of a claim, once: whoever comes later gets what is there.</summary>
    internal async Task<InvoiceRow> WriteAsync(InvoiceDraft draft, NumberRow claim, DebtorHead? head, CancellationToken cancellationToken)
    {
        if (draft.IssuedAs is not null) return await ReadAsync(draft.DebtorId, claim.RowKey, cancellationToken);
        var invoice = InvoiceOf(draft, claim);
        await WriteIndexAsync(invoice, cancellationToken);
        return await OptimisticRetry.RunPatientlyAsync(
            invoice.Number,
            async token =>
            {
                var attempt = await TryWriteAsync(draft, invoice, head, token);
                if (attempt is null) (draft, head) = (await ReadDraftAsync(draft, token), null);
                return attempt;
            },
            cancellationToken);
    }

    private async Task WriteIndexAsync(InvoiceRow invoice, CancellationToken cancellationToken)
    {
        var listed = new MemberInvoiceRow
        {
            PartitionKey = invoice.MemberId,
            RowKey = MemberInvoiceRow.Prefix + invoice.Number,
            Number = invoice.Number,
            DebtorId = invoice.DebtorId,
            IssuedOn = invoice.IssuedOn,
            DueOn = invoice.DueOn,
            Payable = invoice.Payable,
        };
        var index = new RowBatch(TableNames.Members, invoice.MemberId).Put(listed).Put(MemberDebtorRow.Of(invoice.MemberId, invoice.DebtorId));
        await store.CommitAsync(index, cancellationToken);
        await work.PutAsync(invoice.DueOn.AddDays(1), invoice.DebtorId, WorkPurpose.Remind, invoice.Number, cancellationToken);
    }

    private async Task<InvoiceRow?> TryWriteAsync(InvoiceDraft draft, InvoiceRow invoice, DebtorHead? head, CancellationToken cancellationToken)
    {
        if (draft.IssuedAs is not null) return await ReadAsync(invoice.DebtorId, invoice.Number, cancellationToken);
        head ??= await store.FindAsync<DebtorHead>(TableNames.Debtors, invoice.DebtorId, DebtorKeys.Head(invoice.DebtorId), cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {invoice.DebtorId} lost its head.");
        var batch = DebtorBatch.Of(head, altersLetters: true)
            .Insert(invoice)
            .Insert(OpenOf(invoice))
            .Insert(LedgerEntry.Of(invoice.DebtorId, invoice.Number, "issue", EntryKind.Issued, invoice.Payable, invoice.IssuedOn, invoice.IssuedAt))
            .Replace(draft with { Content = null, IssuedAs = invoice.Number });
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? invoice : null;
    }

    private async Task<InvoiceRow> ReadAsync(string debtorId, string number, CancellationToken cancellationToken) =>
        await store.FindAsync<InvoiceRow>(TableNames.Debtors, debtorId, DebtorKeys.Invoice(number), cancellationToken)
            ?? throw new InvalidOperationException($"{number} is issued and not there.");

    private async Task<InvoiceDraft> ReadDraftAsync(InvoiceDraft draft, CancellationToken cancellationToken) =>
        await store.FindAsync<InvoiceDraft>(TableNames.Debtors, draft.DebtorId, draft.RowKey, cancellationToken)
            ?? throw new InvalidOperationException($"Draft {draft.DraftId} is missing.");

    private InvoiceRow InvoiceOf(InvoiceDraft draft, NumberRow claim)
    {
        var content = draft.Content ?? throw new InvalidOperationException($"Draft {draft.DraftId} is empty.");
        var due = PaymentTerms.DueDate(content.Regime, content.Term, claim.IssuedOn);
        return new InvoiceRow
        {
            PartitionKey = draft.DebtorId,
            RowKey = DebtorKeys.Invoice(claim.RowKey),
            Number = claim.RowKey,
            DraftId = draft.DraftId,
            IssuedOn = claim.IssuedOn,
            DueOn = PaymentTerms.LastTimelyDay(due, settings.Value.RollDueDateToWorkingDay),
            Reference = claim.Number.Reference.Digits,
            IssuedAt = clock.Now,
            Content = content,
        };
    }

    private static OpenInvoice OpenOf(InvoiceRow invoice) => new()
    {
        PartitionKey = invoice.DebtorId,
        RowKey = DebtorKeys.Open(invoice.Number),
        Number = invoice.Number,
        MemberId = invoice.MemberId,
        Regime = invoice.Content.Regime,
        IssuedOn = invoice.IssuedOn,
        DueOn = invoice.DueOn,
        Subject = invoice.Content.Subject,
        Reference = invoice.Reference,
        Original = invoice.Payable,
        Principal = invoice.Payable,
        AccruedThrough = invoice.DueOn,
        HasPenaltyClause = invoice.Content.HasPenaltyClause,
    };
}
