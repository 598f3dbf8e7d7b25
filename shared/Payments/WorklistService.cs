using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>What a person decides about receipts that fit nothing: whose they are, or that they are not ours to book.</summary>
public sealed class WorklistService(
    ReceiptStore receipts, PaymentService payments, OpenInvoices open, DebtorService debtors, WorkIndex work, BusinessClock clock)
{
    /// <summary>
    /// Books an unmatched receipt for a debtor. The same decision again is success. 409 <c>receipt-not-unmatched</c>, 412
    /// <c>receipt-changed</c>, 422 for a debtor or invoice that cannot take it.
    /// </summary>
    /// <param name="partition">The receipt's partition.</param>
    /// <param name="key">The receipt's key.</param>
    /// <param name="debtorId">Who paid.</param>
    /// <param name="invoiceNumber">What they paid; null for their open invoices, oldest due date first.</param>
    /// <param name="version">The version that the caller saw; null when any will do.</param>
    /// <param name="decidedBy">Hash of the identity.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<ReceiptOutcome>> AllocateAsync(
        string partition, string key, string debtorId, string? invoiceNumber, string? version, string decidedBy, CancellationToken cancellationToken = default)
    {
        if (await receipts.FindAsync(partition, key, cancellationToken) is not { } receipt) return Refusal.Missing("receipt");
        var isSame = receipt.DecidedBy is not null && receipt.DebtorId == debtorId && receipt.InvoiceNumber == invoiceNumber;
        if (!isSame)
        {
            if (CheckUnmatched(receipt, version, ReceiptState.Unmatched) is { } refusal) return refusal;
            if (await CheckTargetAsync(debtorId, invoiceNumber, cancellationToken) is { } wrong) return wrong;
        }

        var guard = await work.PutAsync(clock.Today, partition, WorkPurpose.Allocate, AllocateWork.OfReceipt(key), cancellationToken);
        if (!isSame)
        {
            var decided = Decided(receipt, decidedBy) with { State = ReceiptState.Received, DebtorId = debtorId, InvoiceNumber = invoiceNumber };
            if (await receipts.ReplaceAsync(decided, cancellationToken) != CommitOutcome.Committed) return Changed();
        }

        var outcome = await payments.ReceiveAsync(partition, key, cancellationToken);
        await work.DeleteAsync(guard, cancellationToken);
        return outcome;
    }

    /// <summary>Takes a receipt off the list: nothing of ours to book. The same again is success; refusals as for allocating.</summary>
    public async Task<Result<ReceiptOutcome>> SetAsideAsync(
        string partition, string key, string reason, string? version, string decidedBy, CancellationToken cancellationToken = default)
    {
        if (await receipts.FindAsync(partition, key, cancellationToken) is not { } receipt) return Refusal.Missing("receipt");
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Required("reason");
        var isSame = receipt.State == ReceiptState.NotOurs;
        if (!isSame && CheckUnmatched(receipt, version, ReceiptState.Unmatched, ReceiptState.Outgoing) is { } refusal) return refusal;
        if (receipt.ToShares.IsPositive) return Refusal.State("receipt-partly-booked", "A part of it paid shares: the rest belongs to a debtor or is paid back.");
        var guard = await work.PutAsync(clock.Today, partition, WorkPurpose.Allocate, AllocateWork.OfReceipt(key), cancellationToken);
        if (!isSame)
        {
            var decided = Decided(receipt, decidedBy) with { State = ReceiptState.NotOurs, Reason = reason.Trim() };
            if (await receipts.ReplaceAsync(decided, cancellationToken) != CommitOutcome.Committed) return Changed();
        }

        var outcome = await payments.ReceiveAsync(partition, key, cancellationToken);
        await work.DeleteAsync(guard, cancellationToken);
        return outcome;
    }

    private static Refusal? CheckUnmatched(ReceiptRow receipt, string? version, params ReadOnlySpan<ReceiptState> allowed)
    {
        if (version is not null && version != receipt.ETag.ToString()) return Changed();
        return allowed.Contains(receipt.State)
            ? null
            : Refusal.State("receipt-not-unmatched", $"The receipt is {receipt.State}: nobody has to decide about it.");
    }

    private async Task<Refusal?> CheckTargetAsync(string debtorId, string? number, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(debtorId) || await debtors.FindHeadAsync(debtorId, cancellationToken) is null)
        {
            return Refusal.Rules("debtor-unknown", "There is no such debtor.", "debtorId");
        }

        return number is not null && await open.FindAsync(debtorId, number, cancellationToken) is null
            ? Refusal.Rules("invoice-not-open", "Nothing of that invoice is open for this debtor; leave it out to book on the debtor's account.", "invoiceNumber")
            : null;
    }

    private ReceiptRow Decided(ReceiptRow receipt, string decidedBy) => receipt with { DecidedBy = decidedBy, DecidedAt = clock.Now };

    private static Refusal Changed() => new(RefusalKind.Stale, "receipt-changed", "The receipt changed since it was read: look at it again.");
}
