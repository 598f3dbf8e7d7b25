using Smart.Shared.Calendar;
using Smart.Shared.Payments.Matching;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>Undoes an allocation that a person found wrong: the receipt waits in the worklist again, and books anew under keys of its own.</summary>
public sealed class AllocationCorrections(ReceiptStore receipts, AllocationUndo undo, PayerDirectory payers, Worklist worklist, BusinessClock clock)
{
    /// <summary>The name of the next undoing of a receipt: the same until it is done.</summary>
    public static string KeyFor(ReceiptRow receipt) => $"undo-{receipt.BookingKey}";

    /// <summary>
    /// Carries an undoing to its end. The money never was for those invoices: interest on them runs as if it had not come.
    /// </summary>
    /// <exception cref="BusyException">Others changed the debtor or the receipt: try later.</exception>
    internal async Task<ReceiptOutcome> ContinueAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        var order = new UndoOrder(receipt.Undoing!, receipt.BookingKey, receipt.DebtorId!, receipt.ForInvoices, receipt.ValueDate);
        var undone = await undo.RunAsync(order, cancellationToken);
        await payers.ForgetAsync(receipt, receipt.DebtorId!, cancellationToken);
        var waiting = receipt with
        {
            State = ReceiptState.Unmatched,
            Reason = ReceiptReason.Undone,
            Undoing = null,
            Round = receipt.Round + 1,
            DebtorId = null,
            InvoiceNumber = null,
            InvoiceNumbers = null,
            Shortfall = Money.Zero,
            MatchedBy = null,
            MatchPoints = 0,
            AllocatedTo = [],
            OnAccount = Money.Zero,
            Candidates = [],
            DecidedBy = null,
            DecidedAt = null,
        };
        await worklist.ParkAsync(waiting, clock.Today, cancellationToken);
        if (await receipts.ReplaceAsync(waiting, cancellationToken) != CommitOutcome.Committed)
        {
            var there = await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken);
            waiting = there is { Undoing: null } && there.Round > receipt.Round ? there : throw new BusyException(receipt.Key);
        }

        return new ReceiptOutcome(waiting, undone.Head.CaseInstance is { } instance ? [instance] : []);
    }
}
