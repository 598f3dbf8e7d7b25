using Smart.Shared.Calendar;
using Smart.Shared.Storage;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// Finds events that no webhook brought, in the provider's list of the last 30 days: all since it was read last, and those of the
/// last days that could not be delivered. They come over a connection that our key opened, so no signature is needed; from there on
/// they are events like all others.
/// </summary>
public sealed class StripeReconciliation(
    IStripeClient client, StripeInbox inbox, StripeEvents events, StripeGate gate, StripePayouts payouts, ReceiptQueue queue, StripeMetrics metrics, TableStore store, BusinessClock clock)
{
    private const int MostTypes = 20;
    private const int PageSize = 100;

    // The provider keeps events for 30 days; an hour less, so that a page read late is still inside.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30) - TimeSpan.FromHours(1);
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan Undelivered = TimeSpan.FromDays(3);

    /// <summary>How far it is; null before the first time.</summary>
    public Task<StripeReconciliationRow?> FindAsync(CancellationToken cancellationToken = default) =>
        store.FindAsync<StripeReconciliationRow>(TableNames.Sweeps, StripeReconciliationRow.Key, StripeReconciliationRow.Key, cancellationToken);

    /// <summary>
    /// Reads the list once a Brussels day. The mark moves only when all was read: 503 <c>card-payments-down</c> leaves it where it is.
    /// </summary>
    public async Task<Result<StripeReconciliationRow>> RunAsync(CancellationToken cancellationToken = default)
    {
        var before = await FindAsync(cancellationToken);
        if (before?.DoneOn == clock.Today) return before;
        var now = clock.Now;
        try
        {
            var found = await ReadAsync(before, now, cancellationToken);
            await payouts.SweepAsync(cancellationToken);
            return await MarkAsync(before, now, found, cancellationToken);
        }
        catch (Exception failure) when (StripeOutage.IsOne(failure, cancellationToken))
        {
            return StripeOutage.Refusal;
        }
    }

    private async Task<int> ReadAsync(StripeReconciliationRow? before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = before is { } row && row.Through - Overlap > now - Kept ? row.Through - Overlap : now - Kept;
        var found = 0;
        foreach (var types in events.Types.Order(StringComparer.Ordinal).Chunk(MostTypes))
        {
            found += await ReadAsync(new EventListOptions { Created = Since(from), Types = [.. types], Limit = PageSize }, cancellationToken);
            found += await ReadAsync(new EventListOptions { Created = Since(now - Undelivered), DeliverySuccess = false, Types = [.. types], Limit = PageSize }, cancellationToken);
        }

        return found;
    }

    private async Task<int> ReadAsync(EventListOptions options, CancellationToken cancellationToken)
    {
        var found = 0;
        await foreach (var told in new EventService(client).ListAutoPagingAsync(options, cancellationToken: cancellationToken))
        {
            if (await TakeAsync(told, cancellationToken)) found++;
        }

        return found;
    }

    // True for an event that nobody had told of. One that is known and not handled is sent again: its message may be lost.
    private async Task<bool> TakeAsync(Event told, CancellationToken cancellationToken)
    {
        if (StripeFacts.Key(told.Id) is null || told.Account is { Length: > 0 } || !gate.TakesMode(told.Livemode)) return false;
        var row = await inbox.FindAsync(told, cancellationToken);
        var isNew = row is null;
        row ??= await inbox.AddAsync(told, await BodyAsync(told.Id, cancellationToken), cancellationToken);
        if (row.State == InboxState.Received) await queue.SendAsync([new ReceiptMessage(row.PartitionKey, row.RowKey, Event: true)], cancellationToken);
        if (isNew) metrics.Count(told.Type, "found");
        return isNew;
    }

    // Read by itself, for its text as the provider writes it: a list gives objects only.
    private async Task<string> BodyAsync(string id, CancellationToken cancellationToken) =>
        (await new EventService(client).GetAsync(id, cancellationToken: cancellationToken)).StripeResponse.Content;

    private async Task<StripeReconciliationRow> MarkAsync(StripeReconciliationRow? before, DateTimeOffset now, int found, CancellationToken cancellationToken)
    {
        var isLost = before is not null && before.Through < now - Kept;
        var mark = new StripeReconciliationRow
        {
            PartitionKey = StripeReconciliationRow.Key,
            RowKey = StripeReconciliationRow.Key,
            Through = now,
            DoneOn = BusinessClock.DateOf(now),
            Found = found,
            LostFrom = isLost ? before!.Through : before?.LostFrom,
            LostThrough = isLost ? now - Kept : before?.LostThrough,
        };
        await store.CommitAsync(new RowBatch(TableNames.Sweeps, mark.PartitionKey).Put(mark), cancellationToken);
        return mark;
    }

    private static DateRangeOptions Since(DateTimeOffset time) => new() { GreaterThanOrEqual = time.UtcDateTime };
}
