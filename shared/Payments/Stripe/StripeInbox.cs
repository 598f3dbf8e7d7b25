using System.Collections.Concurrent;
using System.Globalization;
using Smart.Shared.Storage;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Keeps verified events until their effect is in the tables.</summary>
public sealed class StripeInbox(TableStore store, DocumentStore documents, WorkIndex work, TimeProvider time)
{
    /// <summary>The owner of guard rows; their subject is the partition of the inbox.</summary>
    public const string Owner = "stripe";

    // The repair takes the guard row of a day away after three: before that, one that this process wrote is still there.
    private const int DaysGuarded = 2;

    // Days whose guard row this process wrote. Others may write it again: that is harmless.
    private readonly ConcurrentDictionary<string, bool> _guarded = new(StringComparer.Ordinal);

    /// <summary>
    /// Stores an event once: blob, then row. Before the first of a day comes the guard row by which the repair finds that day's
    /// events again.
    /// </summary>
    public async Task<InboxRow> AddAsync(Event received, string json, CancellationToken cancellationToken = default)
    {
        var row = new InboxRow
        {
            PartitionKey = InboxRow.PartitionOf(received.Created),
            RowKey = received.Id,
            Type = received.Type,
            Document = $"stripe/{received.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{received.Id}.json",
            ReceivedAt = time.GetUtcNow(),
            State = InboxState.Received,
        };
        await GuardAsync(row.PartitionKey, received.Created, cancellationToken);
        await documents.PutFirstAsync(row.Document, BinaryData.FromString(json).ToStream(), "application/json", cancellationToken);
        var commit = await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Insert(row), cancellationToken);
        return commit.IsCommitted ? row : await GetAsync(row.PartitionKey, row.RowKey, cancellationToken);
    }

    /// <summary>The event as it stands in the inbox, or null.</summary>
    public Task<InboxRow?> FindAsync(Event told, CancellationToken cancellationToken = default) =>
        store.FindAsync<InboxRow>(TableNames.Inbox, InboxRow.PartitionOf(told.Created), told.Id, cancellationToken);

    /// <summary>An event that was stored.</summary>
    public async Task<InboxRow> GetAsync(string partition, string id, CancellationToken cancellationToken = default) =>
        await store.FindAsync<InboxRow>(TableNames.Inbox, partition, id, cancellationToken) ?? throw new ReceiptUnknownException(partition, id);

    /// <summary>The body of an event as it was signed.</summary>
    public async Task<Event> ReadAsync(InboxRow row, CancellationToken cancellationToken = default)
    {
        var body = await documents.FindAsync(row.Document, cancellationToken) ?? throw new InvalidOperationException($"Event {row.RowKey} has no blob.");
        return EventUtility.ParseEvent(body.ToString(), throwOnApiVersionMismatch: false);
    }

    /// <summary>Says what became of an event; another delivery may have said so before.</summary>
    public async Task FinishAsync(InboxRow row, InboxState state, string result, CancellationToken cancellationToken = default)
    {
        var done = row with { State = state, Result = result };
        if (done.ETag == default) done = done with { ETag = (await GetAsync(row.PartitionKey, row.RowKey, cancellationToken)).ETag };
        await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Replace(done), cancellationToken);
    }

    /// <summary>The events of a partition without a result, for the repair.</summary>
    public async Task<IReadOnlyList<InboxRow>> OpenAsync(string partition, CancellationToken cancellationToken = default)
    {
        var rows = new List<InboxRow>();
        var all = store.RangeAsync<InboxRow>(TableNames.Inbox, partition, "!", "~", cancellationToken);
        await foreach (var row in all)
        {
            if (row.State == InboxState.Received) rows.Add(row);
        }

        return rows;
    }

    private async Task GuardAsync(string partition, DateTime created, CancellationToken cancellationToken)
    {
        var isYoung = DateOnly.FromDateTime(created).AddDays(DaysGuarded) >= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (isYoung && _guarded.ContainsKey(partition)) return;
        await work.PutAsync(DateOnly.FromDateTime(created), Owner, WorkPurpose.Allocate, AllocateWork.OfInbox(partition), cancellationToken);
        _guarded[partition] = true;
    }
}
