using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>
/// Money that left because a payment came back: a returned transfer or direct debit, a refund, a dispute, a correction of the bank.
/// What the payment had paid is open again, and the desk sees it.
/// </summary>
public sealed class ReturnedPayments(
    ReceiptStore receipts, ReturnFinder finder, AllocationUndo undo, Worklist worklist, WorkIndex work, BusinessClock clock)
{
    private const int DaysToWait = 10;

    /// <summary>Carries a return as far as it can go; may be called any number of times.</summary>
    /// <exception cref="BusyException">The payment is being booked or its debtor changed: try later.</exception>
    internal async Task<ReceiptOutcome> TakeBackAsync(ReceiptRow returned, CancellationToken cancellationToken)
    {
        if (returned is { Reason: ReceiptReason.MayBeSameMoney, DecidedBy: null }) return await WaitAsync(returned, ReceiptReason.MayBeSameMoney, [], cancellationToken);
        var (payment, found) = await PaymentOfAsync(returned, cancellationToken);
        if (payment is null) return await WaitAsync(returned, ReasonOf(returned), found, cancellationToken);
        if (payment.State == ReceiptState.Received || payment.Undoing is not null || IsOfAnother(payment, returned)) throw new BusyException(payment.Key);
        if (payment.TakenBackBy.Contains(returned.Key)) return await FinishAsync(returned, payment, await UndoAsync(returned, payment, cancellationToken), cancellationToken);
        if (payment.ToShares.IsPositive) return await WaitAsync(returned, ReceiptReason.ReturnedShares, [payment], cancellationToken);
        if (-returned.Amount > payment.Amount - payment.TakenBack) return await WaitAsync(returned, ReceiptReason.ReturnedTooMuch, [payment], cancellationToken);
        if (payment.State == ReceiptState.Split && -returned.Amount != payment.Amount - payment.TakenBack) return await WaitAsync(returned, ReceiptReason.ReturnedSplit, [payment], cancellationToken);
        if (returned.ReturnsKey is null || returned.State != ReceiptState.Received) return await SettleOnAsync(returned, payment, cancellationToken);
        payment = await ClaimAsync(payment, returned, cancellationToken);
        return await FinishAsync(returned, payment, await UndoAsync(returned, payment, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Writes down which payment it is, before anything of it is taken back: once that payment says so, the same facts would choose another.
    /// </summary>
    private async Task<ReceiptOutcome> SettleOnAsync(ReceiptRow returned, ReceiptRow payment, CancellationToken cancellationToken)
    {
        var settled = returned with { State = ReceiptState.Received, ReturnsPartition = payment.PartitionKey, ReturnsKey = payment.Key };
        if (await receipts.ReplaceAsync(settled, cancellationToken) != CommitOutcome.Committed) throw new BusyException(returned.Key);
        return await TakeBackAsync((await receipts.FindAsync(returned.PartitionKey, returned.Key, cancellationToken))!, cancellationToken);
    }

    /// <summary>Keeps others from the payment until it says what was taken back: a person who undoes it, another return of it.</summary>
    private async Task<ReceiptRow> ClaimAsync(ReceiptRow payment, ReceiptRow returned, CancellationToken cancellationToken)
    {
        if (payment.TakingBack == returned.Key || payment.TakenBackBy.Contains(returned.Key)) return payment;
        if (IsOfAnother(payment, returned)) throw new BusyException(payment.Key);
        var claimed = payment with { TakingBack = returned.Key };
        return await receipts.ReplaceAsync(claimed, cancellationToken) == CommitOutcome.Committed ? claimed : throw new BusyException(payment.Key);
    }

    private static bool IsOfAnother(ReceiptRow payment, ReceiptRow returned) => payment.TakingBack is { } other && other != returned.Key;

    /// <summary>Opens again what the payment paid; null when it paid nothing.</summary>
    private async Task<UndoneOrder?> UndoAsync(ReceiptRow returned, ReceiptRow payment, CancellationToken cancellationToken)
    {
        if (payment.State == ReceiptState.Split) return await UndoPartsAsync(returned, payment, cancellationToken);
        return payment is { State: ReceiptState.Allocated or ReceiptState.Returned, DebtorId: { } debtorId }
            ? await undo.RunAsync(new UndoOrder(returned.Key, payment.BookingKey, debtorId, -returned.Amount, returned.ValueDate), cancellationToken)
            : null;
    }

    /// <summary>All parts of a payment that a person split; each is undone and says so itself.</summary>
    private async Task<UndoneOrder?> UndoPartsAsync(ReceiptRow returned, ReceiptRow payment, CancellationToken cancellationToken)
    {
        UndoneOrder? all = null;
        foreach (var key in payment.SplitInto)
        {
            var part = await receipts.FindAsync(payment.PartitionKey, key, cancellationToken) ?? throw new InvalidOperationException($"Receipt {key} is gone.");
            if (part.State == ReceiptState.Received || part.Undoing is not null) throw new BusyException(key);
            var share = returned with { RowKey = $"{returned.Key}+{key[(payment.Key.Length + 1)..]}", Amount = -part.Amount };
            var undone = await UndoAsync(share, await ClaimAsync(part, share, cancellationToken), cancellationToken);
            await MarkAsync(part, share, cancellationToken);
            if (undone is null) continue;
            all = all is null ? undone : all with { Reopened = [.. all.Reopened, .. undone.Reopened], FromAccount = all.FromAccount + undone.FromAccount };
        }

        return all;
    }

    // The payment says first that it was taken back, the return last: whoever comes between goes on from there.
    private async Task<ReceiptOutcome> FinishAsync(ReceiptRow returned, ReceiptRow payment, UndoneOrder? undone, CancellationToken cancellationToken)
    {
        var released = await MarkAsync(payment, returned, cancellationToken);
        var done = returned with
        {
            State = ReceiptState.TookBack,
            Reason = undone is null ? ReceiptReason.NothingWasPaid : undone.Head.OnAccount < Money.Zero ? ReceiptReason.AccountOverdrawn : ReasonOf(returned),
            DebtorId = payment.DebtorId,
            ReturnsPartition = payment.PartitionKey,
            ReturnsKey = payment.Key,
            AllocatedTo = undone is null ? [] : [.. undone.Reopened.Select(part => part with { Amount = -part.Amount })],
            OnAccount = undone is null ? Money.Zero : -undone.FromAccount,
        };
        await worklist.ListAsync(done, cancellationToken);
        if (await receipts.ReplaceAsync(done, cancellationToken) != CommitOutcome.Committed) done = await AgainAsync(done, cancellationToken);
        released = [.. released, .. await worklist.ReleaseHoldsAsync(done, cancellationToken)];
        return new ReceiptOutcome(done, [.. released.Append(undone?.Head.CaseInstance).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Says on the payment what was taken back of it, once for each return; one that waited for a person waits no more.</summary>
    private async Task<IReadOnlyList<string>> MarkAsync(ReceiptRow payment, ReceiptRow returned, CancellationToken cancellationToken)
    {
        var marked = await OptimisticRetry.RunAsync(
            payment.Key,
            async token =>
            {
                var current = await receipts.FindAsync(payment.PartitionKey, payment.Key, token) ?? throw new InvalidOperationException($"Receipt {payment.Key} is gone.");
                if (current.TakenBackBy.Contains(returned.Key)) return current;
                if (current.State != payment.State || current.Round != payment.Round || current.Undoing is not null || IsOfAnother(current, returned)) throw new BusyException(payment.Key);
                var taken = current.TakenBack - returned.Amount;
                var changed = current with
                {
                    TakenBack = taken,
                    TakingBack = null,
                    TakenBackBy = [.. current.TakenBackBy, returned.Key],
                    State = taken == current.Amount && current.State is ReceiptState.Allocated or ReceiptState.Unmatched or ReceiptState.Split ? ReceiptState.Returned : current.State,
                };
                return await receipts.ReplaceAsync(changed, token) == CommitOutcome.Committed ? changed : null;
            },
            cancellationToken);
        return marked.State == ReceiptState.Returned ? await worklist.ReleaseAsync(marked, cancellationToken) : [];
    }

    private async Task<ReceiptOutcome> WaitAsync(ReceiptRow returned, string reason, IReadOnlyList<ReceiptRow> payments, CancellationToken cancellationToken)
    {
        var candidates = CandidatesOf(payments);

        // Those who are held already stay candidates, so that their holds are released with the others.
        var held = returned.Candidates.Where(before => candidates.All(now => now.DebtorId != before.DebtorId));
        var waiting = returned with { State = ReceiptState.Unmatched, Reason = reason, Candidates = [.. candidates, .. held] };
        if (returned.State == ReceiptState.Unmatched && returned.Reason == reason) return new ReceiptOutcome(returned, []);

        // The payment may be told of later than its return: the repair looks again, a day at a time.
        await work.PutAsync(clock.Today.AddDays(1), returned.PartitionKey, WorkPurpose.Allocate, AllocateWork.OfReceipt(returned.Key), cancellationToken);
        await worklist.ParkAsync(waiting, clock.Today, cancellationToken);
        if (await receipts.ReplaceAsync(waiting, cancellationToken) != CommitOutcome.Committed) waiting = await AgainAsync(waiting, cancellationToken);
        return new ReceiptOutcome(waiting, []);
    }

    /// <summary>True while a return is worth looking at again: nobody decided, and the payment may still be told of.</summary>
    public bool IsWaiting(ReceiptRow receipt) =>
        receipt is { State: ReceiptState.Unmatched, DecidedBy: null, IsReturn: true } && receipt.Amount < Money.Zero && clock.Today <= receipt.ValueDate.AddDays(DaysToWait);

    private async Task<(ReceiptRow? Payment, IReadOnlyList<ReceiptRow> Found)> PaymentOfAsync(ReceiptRow returned, CancellationToken cancellationToken)
    {
        if (returned.ReturnsKey is { } key)
        {
            var named = await receipts.FindAsync(returned.ReturnsPartition!, key, cancellationToken);
            if (named is { State: ReceiptState.SameMoney, SameKey: { } same }) named = await receipts.FindAsync(named.SamePartition!, same, cancellationToken);
            return (named, []);
        }

        var found = await finder.PaymentsAsync(returned, cancellationToken);
        return (ReturnMatcher.Choose(returned, found), found);
    }

    private async Task<ReceiptRow> AgainAsync(ReceiptRow done, CancellationToken cancellationToken)
    {
        var there = await receipts.FindAsync(done.PartitionKey, done.Key, cancellationToken);
        return there is { State: ReceiptState.TookBack or ReceiptState.NotOurs } ? there : throw new BusyException(done.Key);
    }

    private static IReadOnlyList<ReceiptCandidate> CandidatesOf(IEnumerable<ReceiptRow> payments) =>
    [
        .. payments.Where(payment => payment.DebtorId is not null)
            .DistinctBy(payment => payment.DebtorId)
            .Select(payment => new ReceiptCandidate(payment.DebtorId, payment.InvoiceNumber, payment.MemberId, 50, ["paid-this-amount"])),
    ];

    private static string ReasonOf(ReceiptRow returned) =>
        returned.ReturnReason is { Length: > 0 } reason ? $"{ReceiptReason.Returned}-{reason}" : ReceiptReason.Returned;
}
