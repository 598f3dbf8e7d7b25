using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// Payouts, and the bank movements that bring them. The money in them was booked when the clients paid: the movement is recognised
/// and never matched to an invoice. Movement and event may come in either order; each writes its index row and then looks for the
/// other, so that one of them finds it.
/// </summary>
public sealed class StripePayouts(TableStore store, ReceiptStore receipts, Worklist worklist, IOptions<StripeSettings> settings, BusinessClock clock)
{
    /// <summary>The reason of a movement that is Stripe's and fits no payout.</summary>
    public const string UnknownPayout = "stripe-payout-unknown";

    private const int DaysToKeep = 60;

    private readonly string[] _names = settings.Value.PayoutNames.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The payout, or null.</summary>
    public Task<PayoutRow?> FindAsync(string payoutId, CancellationToken cancellationToken = default)
    {
        var key = PayoutRow.Key(payoutId);
        return store.FindAsync<PayoutRow>(TableNames.Inbox, key, key, cancellationToken);
    }

    /// <summary>The open payout that a movement brings or takes back, or null.</summary>
    public async Task<PayoutRow?> FindForAsync(ReceiptRow bankReceipt, CancellationToken cancellationToken = default)
    {
        var open = new List<PayoutRow>();
        var index = store.PrefixAsync<OpenPayoutRow>(TableNames.Inbox, OpenPayoutRow.Partition, OpenPayoutRow.Prefix, cancellationToken);
        await foreach (var row in index)
        {
            if (await FindAsync(row.PayoutId, cancellationToken) is { } payout) open.Add(payout);
        }

        return PayoutMatching.Find(bankReceipt, open);
    }

    /// <summary>True for a movement on a bank account that is Stripe's.</summary>
    public bool IsOfStripe(ReceiptRow receipt) => PayoutMatching.IsOfStripe(receipt, _names);

    /// <summary>Lists a movement of Stripe, before it is stored or looked at, so that its payout finds it whenever it is told of.</summary>
    public Task ListAsync(ReceiptRow receipt, CancellationToken cancellationToken = default)
    {
        var listed = PayoutMovementRow.Of(receipt);
        return store.CommitAsync(new RowBatch(TableNames.Inbox, listed.PartitionKey).Put(listed), cancellationToken);
    }

    /// <summary>
    /// Takes a movement that is Stripe's: reconciled with its payout, or in the worklist until the payout is told of. Null for every
    /// other receipt, and for one that a person or another source decided.
    /// </summary>
    public async Task<ReceiptOutcome?> TryReconcileAsync(ReceiptRow receipt, CancellationToken cancellationToken = default)
    {
        var isOpen = receipt.State is ReceiptState.Received or ReceiptState.Outgoing || receipt is { State: ReceiptState.Unmatched, Reason: UnknownPayout };
        if (!isOpen || receipt.DecidedBy is not null || !IsOfStripe(receipt)) return null;
        await ListAsync(receipt, cancellationToken);
        if (await FindForAsync(receipt, cancellationToken) is { } payout && await ReconcileAsync(payout, receipt, cancellationToken) is { } done) return new ReceiptOutcome(done, []);
        var parked = receipt with { State = ReceiptState.Unmatched, Reason = UnknownPayout };
        await worklist.ParkAsync(parked, clock.Today, cancellationToken);
        if (parked != receipt && await receipts.ReplaceAsync(parked, cancellationToken) != CommitOutcome.Committed) return await RereadAsync(receipt, cancellationToken);
        return new ReceiptOutcome((await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken))!, []);
    }

    /// <summary>Remembers what an event says of a payout, and takes the movement that waited for it.</summary>
    public async Task<PayoutRow> RecordAsync(PayoutNews news, CancellationToken cancellationToken = default)
    {
        var listed = OpenPayoutRow.Of(news.Id, news.ArrivesOn);
        await store.CommitAsync(new RowBatch(TableNames.Inbox, listed.PartitionKey).Put(listed), cancellationToken);
        var payout = await ChangeAsync(news.Id, known => Told(known, news), cancellationToken);
        await TakeWaitingAsync(cancellationToken);
        payout = await FindAsync(news.Id, cancellationToken) ?? payout;
        await CloseAsync(payout, cancellationToken);
        return payout;
    }

    /// <summary>Looks again for the payout of each movement that waits, and forgets payouts whose movement never came.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken = default)
    {
        await TakeWaitingAsync(cancellationToken);
        var index = store.PrefixAsync<OpenPayoutRow>(TableNames.Inbox, OpenPayoutRow.Partition, OpenPayoutRow.Prefix, cancellationToken);
        await foreach (var row in index)
        {
            if (row.ArrivesOn.AddDays(DaysToKeep) < clock.Today) await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Delete(row), cancellationToken);
        }
    }

    /// <summary>
    /// Sets a movement and its payout against each other; the same again changes nothing. Null when another movement or a person was
    /// faster.
    /// </summary>
    public async Task<ReceiptRow?> ReconcileAsync(PayoutRow payout, ReceiptRow receipt, CancellationToken cancellationToken = default)
    {
        // The payout names its movement first: whoever comes between finds it by that.
        var claimed = await ChangeAsync(payout.PayoutId, known => Claimed(known!, receipt), cancellationToken);
        if (claimed.ReceiptKey != receipt.Key && claimed.ReturnKey != receipt.Key) return null;
        var row = PayoutRow.Key(payout.PayoutId);
        var done = receipt with { State = ReceiptState.Payout, Reason = null, SamePartition = row, SameKey = row };
        if (receipt.State != ReceiptState.Payout && await receipts.ReplaceAsync(done, cancellationToken) != CommitOutcome.Committed)
        {
            var there = await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken);
            if (there?.State != ReceiptState.Payout) throw new BusyException(receipt.Key);
            done = there;
        }

        await worklist.ReleaseAsync(done, cancellationToken);
        await ForgetAsync(PayoutMovementRow.Of(done), cancellationToken);
        await CloseAsync(claimed, cancellationToken);
        return done;
    }

    private async Task TakeWaitingAsync(CancellationToken cancellationToken)
    {
        var index = store.PrefixAsync<PayoutMovementRow>(TableNames.Inbox, PayoutMovementRow.Partition, PayoutMovementRow.Prefix, cancellationToken);
        await foreach (var row in index)
        {
            if (await receipts.FindAsync(row.ReceiptPartition, row.ReceiptKey, cancellationToken) is not { } receipt) continue;
            if (IsDecided(receipt)) await ForgetAsync(row, cancellationToken);
            else if (await FindForAsync(receipt, cancellationToken) is { } payout) await ReconcileAsync(payout, receipt, cancellationToken);
        }
    }

    private async Task<ReceiptOutcome> RereadAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        var there = (await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken))!;
        if (there.State == ReceiptState.Received) throw new BusyException(receipt.Key);
        if (there.State == ReceiptState.Payout) await worklist.ReleaseAsync(there, cancellationToken);
        return new ReceiptOutcome(there, []);
    }

    private Task<PayoutRow> ChangeAsync(string payoutId, Func<PayoutRow?, PayoutRow> change, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            payoutId,
            async token =>
            {
                var known = await FindAsync(payoutId, token);
                var changed = change(known);
                if (changed == known) return known;
                var batch = new RowBatch(TableNames.Inbox, changed.PartitionKey);
                var commit = await store.CommitAsync(known is null ? batch.Insert(changed) : batch.Replace(changed), token);
                return commit.IsCommitted ? changed with { ETag = commit.ETag } : null;
            },
            cancellationToken);

    // Nothing more can come of it: the index may forget it.
    private Task CloseAsync(PayoutRow payout, CancellationToken cancellationToken) =>
        payout.State == PayoutState.Arrived || payout is { State: PayoutState.Returned, ReceiptKey: not null }
        ? ForgetAsync(OpenPayoutRow.Of(payout.PayoutId, payout.ArrivesOn), cancellationToken)
        : Task.CompletedTask;

    private async Task ForgetAsync<T>(T listed, CancellationToken cancellationToken)
        where T : StoredRow
    {
        if (await store.FindAsync<T>(TableNames.Inbox, listed.PartitionKey, listed.RowKey, cancellationToken) is not { } row) return;
        await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Delete(row), cancellationToken);
    }

    private static bool IsDecided(ReceiptRow receipt) =>
        receipt.DecidedBy is not null || receipt.State is not (ReceiptState.Received or ReceiptState.Unmatched or ReceiptState.Outgoing);

    private static PayoutRow Told(PayoutRow? known, PayoutNews news)
    {
        var row = known ?? new PayoutRow
        {
            PartitionKey = PayoutRow.Key(news.Id),
            RowKey = PayoutRow.Key(news.Id),
            PayoutId = news.Id,
            Amount = news.Amount,
            ArrivesOn = news.ArrivesOn,
            State = PayoutState.Expected,
        };
        var failure = row.Failure ?? news.Failure;
        var state = failure is not null && row.State is not PayoutState.Returned ? PayoutState.Failed : row.State;
        return row with { Descriptor = news.Descriptor ?? row.Descriptor, Failure = failure, State = state };
    }

    private static PayoutRow Claimed(PayoutRow payout, ReceiptRow receipt)
    {
        if (payout.ReceiptKey == receipt.Key || payout.ReturnKey == receipt.Key) return payout;
        if (PayoutMatching.IsBack(payout, receipt) && payout.ReturnKey is null)
        {
            return payout with { ReturnPartition = receipt.PartitionKey, ReturnKey = receipt.Key, State = PayoutState.Returned };
        }

        var state = payout.Failure is null ? PayoutState.Arrived : payout.State;
        return payout.ReceiptKey is null && receipt.Amount == payout.Amount
            ? payout with { ReceiptPartition = receipt.PartitionKey, ReceiptKey = receipt.Key, State = state }
            : payout;
    }
}
