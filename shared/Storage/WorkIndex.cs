using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Smart.Shared.Storage;

/// <summary>What a work row asks to be looked at.</summary>
public enum WorkPurpose
{
    /// <summary>A draft whose number may be claimed and whose invoice may not be written yet.</summary>
    Issue,

    /// <summary>A receipt that may not be allocated to the end.</summary>
    Allocate,

    /// <summary>A letter that may be under way.</summary>
    Letter,

    /// <summary>An orchestration that may not be started yet.</summary>
    Start,

    /// <summary>An invoice that may be overdue.</summary>
    Remind,
}

/// <summary>
/// Something that must be found again on a date. A superset: it may name what is done already, never miss what is not.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record WorkRow : StoredRow
{
    /// <summary>The debtor (or member) it is about.</summary>
    public required string OwnerId { get; init; }

    /// <summary>What to do.</summary>
    public required WorkPurpose Purpose { get; init; }

    /// <summary>Draft, invoice number, receipt key, case: by purpose.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was written: what is younger than a few minutes is probably still under way.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The date on which to look.</summary>
    public DateOnly Date => DateOnly.ParseExact(PartitionKey, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>
/// The index of what must be found again. A row is written before the transaction that makes it necessary and deleted, in the
/// version that was read, only after the truth says that the thing is done.
/// </summary>
public sealed class WorkIndex(TableServiceClient service, StorageNames names, TableStore store, TimeProvider time)
{
    /// <summary>Writes the guard row; the same again is harmless. The returned row can be deleted when the thing is done.</summary>
    public async Task<WorkRow> PutAsync(
        DateOnly date, string ownerId, WorkPurpose purpose, string subject, CancellationToken cancellationToken = default)
    {
        var row = Row(date, ownerId, purpose, subject);
        var commit = await store.CommitAsync(new RowBatch(TableNames.Work, row.PartitionKey).Put(row), cancellationToken);
        return row with { ETag = commit.ETag };
    }

    /// <summary>Writes many guard rows of one date, in transactions of at most 100.</summary>
    public async Task PutManyAsync(
        DateOnly date, WorkPurpose purpose, IEnumerable<(string OwnerId, string Subject)> items, CancellationToken cancellationToken = default)
    {
        foreach (var chunk in items.Distinct().Chunk(RowBatch.MaximumRows))
        {
            var batch = new RowBatch(TableNames.Work, Key(date));
            foreach (var (ownerId, subject) in chunk) batch.Put(Row(date, ownerId, purpose, subject));
            await store.CommitAsync(batch, cancellationToken);
        }
    }

    /// <summary>Deletes a row in the version that was put or read: a row written anew meanwhile stays.</summary>
    public async Task DeleteAsync(WorkRow row, CancellationToken cancellationToken = default)
    {
        var current = row.ETag != default
            ? row
            : await store.FindAsync<WorkRow>(TableNames.Work, row.PartitionKey, row.RowKey, cancellationToken);
        if (current is not null) await store.CommitAsync(new RowBatch(TableNames.Work, row.PartitionKey).Delete(current), cancellationToken);
    }

    /// <summary>Deletes the row of a date and key in the version that was put; one written anew meanwhile stays.</summary>
    public Task DeleteAsync(string date, string rowKey, ETag version, CancellationToken cancellationToken = default)
    {
        var keys = new WorkKey { PartitionKey = date, RowKey = rowKey, ETag = version };
        return store.CommitAsync(new RowBatch(TableNames.Work, date).Delete(keys), cancellationToken);
    }

    /// <summary>The rows dated up to and including <paramref name="upTo"/>, of the named purposes, oldest date first, by owner.</summary>
    public IAsyncEnumerable<WorkRow> DueAsync(
        DateOnly upTo, IReadOnlyCollection<WorkPurpose> purposes, CancellationToken cancellationToken = default)
    {
        var wanted = string.Join(" or ", purposes.Select(purpose => TableClient.CreateQueryFilter($"Purpose eq {purpose.ToString()}")));
        return QueryAsync(TableClient.CreateQueryFilter($"PartitionKey le {Key(upTo)}") + $" and ({wanted})", cancellationToken);
    }

    /// <summary>The rows of one owner and purpose dated up to and including <paramref name="upTo"/>.</summary>
    public IAsyncEnumerable<WorkRow> DueOfAsync(
        string ownerId, DateOnly upTo, WorkPurpose purpose, CancellationToken cancellationToken = default)
    {
        var keys = KeyRange.Prefix(RowKey(ownerId, purpose, ""));
        return QueryAsync(TableClient.CreateQueryFilter($"PartitionKey le {Key(upTo)}") + $" and {keys.Filter}", cancellationToken);
    }

    private async IAsyncEnumerable<WorkRow> QueryAsync(
        string filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = service.GetTableClient(names.Table(TableNames.Work));
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, maxPerPage: null, select: null, cancellationToken))
        {
            yield return RowMapper.FromEntity<WorkRow>(entity);
        }
    }

    private static string Key(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string RowKey(string ownerId, WorkPurpose purpose, string subject) =>
        $"{ownerId}|{purpose.ToString().ToLowerInvariant()}|{subject}";

    private WorkRow Row(DateOnly date, string ownerId, WorkPurpose purpose, string subject) => new()
    {
        PartitionKey = Key(date),
        RowKey = RowKey(ownerId, purpose, subject),
        OwnerId = ownerId,
        Purpose = purpose,
        Subject = subject,
        WrittenAt = time.GetUtcNow(),
    };

    /// <summary>Enough of a row to delete it.</summary>
    private sealed record WorkKey : StoredRow;
}
