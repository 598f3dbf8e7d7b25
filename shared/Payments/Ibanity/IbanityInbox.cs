using System.Collections.Concurrent;
using System.Globalization;
using Smart.Shared.Calendar;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>How far an event is.</summary>
public enum IbanityEventState
{
    /// <summary>Stored; its effect may have happened or not.</summary>
    Received,

    /// <summary>Its effect is in the tables.</summary>
    Handled,
}

/// <summary>An event that Ibanity sent: partition source and day, row the event's id. Stored names: renaming needs a migration.</summary>
public sealed record IbanityEventRow : StoredRow
{
    /// <summary>What happened, in the provider's words.</summary>
    public required string Type { get; init; }

    /// <summary>The account, by the provider's id; null when it concerns none.</summary>
    public string? AccountId { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>The blob that holds the body as it was signed.</summary>
    public required string Document { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required IbanityEventState State { get; init; }

    /// <summary>The start of its key.</summary>
    public const string Prefix = "event|";
}

/// <summary>A signature that was used, beside its event: a second delivery under it is a replay. Stored names: renaming needs a migration.</summary>
public sealed record UsedSignatureRow : StoredRow
{
    /// <summary>From then on its time alone refuses it, and the row is of no more use. UTC.</summary>
    public required DateTimeOffset UsableUntil { get; init; }

    /// <summary>The start of its key.</summary>
    public const string Prefix = "jti|";
}

/// <summary>What became of a delivery.</summary>
/// <param name="Row">The event as it is stored.</param>
/// <param name="IsReplay">Its signature was used before.</param>
public sealed record TakenEvent(IbanityEventRow Row, bool IsReplay);

/// <summary>Keeps verified events until their effect is in the tables.</summary>
public sealed class IbanityInbox(TableStore store, DocumentStore documents, WorkIndex work, TimeProvider time)
{
    /// <summary>The owner of guard rows; their subject is the partition of the inbox.</summary>
    public const string Owner = "ibanity";

    private const string PartitionPrefix = "ibanity-";

    // When this process wrote the guard row of a partition last. Others may write it again: that is harmless.
    private readonly ConcurrentDictionary<string, DateOnly> _guarded = new(StringComparer.Ordinal);

    /// <summary>Whether a partition of the inbox is ours.</summary>
    public static bool Holds(string partition) => partition.StartsWith(PartitionPrefix, StringComparison.Ordinal);

    /// <summary>
    /// Stores an event once, and its signature once: blob, then one transaction. Before the first of a day comes the guard row by
    /// which the repair finds that day's events again.
    /// </summary>
    public async Task<TakenEvent> TakeAsync(IbanityEvent received, SignedDelivery signed, BinaryData body, CancellationToken cancellationToken = default)
    {
        var day = DayOf(received, signed);
        var id = BankKeys.Join(received.Id);
        var row = new IbanityEventRow
        {
            PartitionKey = PartitionOf(day),
            RowKey = IbanityEventRow.Prefix + id,
            Type = received.Type,
            AccountId = received.AccountId,
            HappenedAt = received.CreatedAt ?? signed.IssuedAt,
            Document = $"ibanity/{day}/{id}.json",
            ReceivedAt = time.GetUtcNow(),
            State = IbanityEventState.Received,
        };
        var used = UsedOf(row.PartitionKey, signed);
        await GuardAsync(row.PartitionKey, cancellationToken);
        await documents.PutFirstAsync(row.Document, body.ToStream(), "application/json", cancellationToken);
        var commit = await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Insert(used).Insert(row), cancellationToken);
        if (commit.IsCommitted) return new TakenEvent(row, IsReplay: false);
        var stored = await FindAsync(row.PartitionKey, row.RowKey, cancellationToken);
        if (await store.FindAsync<UsedSignatureRow>(TableNames.Inbox, used.PartitionKey, used.RowKey, cancellationToken) is not null) return new TakenEvent(stored ?? row, IsReplay: true);
        var again = await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Insert(used), cancellationToken);
        return new TakenEvent(stored ?? throw new BusyException(row.RowKey), !again.IsCommitted);
    }

    /// <summary>Uses the signature of an event that is not stored; false when it was used before.</summary>
    public async Task<bool> UseAsync(IbanityEvent received, SignedDelivery signed, CancellationToken cancellationToken = default)
    {
        var used = UsedOf(PartitionOf(DayOf(received, signed)), signed);
        return (await store.CommitAsync(new RowBatch(TableNames.Inbox, used.PartitionKey).Insert(used), cancellationToken)).IsCommitted;
    }

    /// <summary>An event that was stored, or null.</summary>
    public Task<IbanityEventRow?> FindAsync(string partition, string key, CancellationToken cancellationToken = default) =>
        store.FindAsync<IbanityEventRow>(TableNames.Inbox, partition, key, cancellationToken);

    /// <summary>Says that the effect of an event is in the tables; another delivery may have said so before.</summary>
    public Task FinishAsync(IbanityEventRow row, CancellationToken cancellationToken = default) =>
        store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Replace(row with { State = IbanityEventState.Handled }), cancellationToken);

    /// <summary>The events of a partition whose effect may be missing, for the repair.</summary>
    public async Task<IReadOnlyList<IbanityEventRow>> OpenAsync(string partition, CancellationToken cancellationToken = default)
    {
        var open = new List<IbanityEventRow>();
        await foreach (var row in store.PrefixAsync<IbanityEventRow>(TableNames.Inbox, partition, IbanityEventRow.Prefix, cancellationToken))
        {
            if (row.State == IbanityEventState.Received) open.Add(row);
        }

        return open;
    }

    // The day is the event's: the same on every delivery, and the same for a signature, which is over one body.
    private static string DayOf(IbanityEvent received, SignedDelivery signed) => (received.CreatedAt ?? signed.IssuedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string PartitionOf(string day) => PartitionPrefix + day;

    private static UsedSignatureRow UsedOf(string partition, SignedDelivery signed) =>
        new() { PartitionKey = partition, RowKey = UsedSignatureRow.Prefix + BankKeys.Join(signed.Id), UsableUntil = signed.UsableUntil };

    // Dated today, whatever day the event names: the repair keeps the row of a day until that day is over.
    private async Task GuardAsync(string partition, CancellationToken cancellationToken)
    {
        var today = BusinessClock.DateOf(time.GetUtcNow());
        if (_guarded.TryGetValue(partition, out var day) && day == today) return;
        await work.PutAsync(today, Owner, WorkPurpose.Allocate, AllocateWork.OfInbox(partition), cancellationToken);
        _guarded[partition] = today;
    }
}
