using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Smart.Shared.Storage;

/// <summary>Reads rows and commits batches. The one place that knows how a lost answer is told from a conflict.</summary>
public sealed class TableStore(TableServiceClient service, StorageNames names, IIdSource ids)
{
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;
    private const int NotFound = 404;

    // 1 KiB of UTF-16.
    private const int LongestKey = 512;

    // One comparison for the partition, two for each range, fifteen in all.
    private const int MostRanges = 7;

    /// <summary>Creates the tables that do not exist yet.</summary>
    public async Task CreateTablesAsync(CancellationToken cancellationToken = default)
    {
        foreach (var table in TableNames.All) await Client(table).CreateIfNotExistsAsync(cancellationToken);
    }

    /// <summary>The row, or null when it does not exist; no row has a key that the service refuses, and callers may name any.</summary>
    public async Task<T?> FindAsync<T>(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
        where T : StoredRow
    {
        if (!CanBeKey(partitionKey) || !CanBeKey(rowKey)) return null;
        var found = await Client(table).GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, select: null, cancellationToken);
        return found.HasValue ? RowMapper.FromEntity<T>(found.Value!) : null;
    }

    private static bool CanBeKey(string key) => key.Length <= LongestKey && key.AsSpan().IndexOfAny(@"/\#?") < 0 && !key.Any(char.IsControl);

    /// <summary>The rows of one partition with <paramref name="fromRowKey"/> ≤ key &lt; <paramref name="beforeRowKey"/>, in order of key.</summary>
    public async IAsyncEnumerable<T> RangeAsync<T>(
        string table,
        string partitionKey,
        string fromRowKey,
        string beforeRowKey,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : StoredRow
    {
        await foreach (var entity in QueryAsync(table, partitionKey, [new KeyRange(fromRowKey, beforeRowKey)], cancellationToken))
        {
            yield return RowMapper.FromEntity<T>(entity);
        }
    }

    /// <summary>The rows of one partition whose key starts with <paramref name="prefix"/>, in order of key.</summary>
    public IAsyncEnumerable<T> PrefixAsync<T>(string table, string partitionKey, string prefix, CancellationToken cancellationToken = default)
        where T : StoredRow
    {
        var range = KeyRange.Prefix(prefix);
        return RangeAsync<T>(table, partitionKey, range.From, range.Before, cancellationToken);
    }

    /// <summary>
    /// The entities of one partition in several ranges of keys: by one query as far as the service takes them, fifteen comparisons a
    /// filter, else by several.
    /// </summary>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string table, string partitionKey, IReadOnlyList<KeyRange> ranges, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var some in ranges.Chunk(MostRanges))
        {
            var inRanges = string.Join(" or ", some.Select(range => range.Filter));
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey}") + $" and ({inRanges})";
            await foreach (var entity in Client(table).QueryAsync<TableEntity>(filter, maxPerPage: null, select: null, cancellationToken)) yield return entity;
        }
    }

    /// <summary>
    /// Commits all changes or none. After a conflict or a lost answer it reads a row of the batch again: when that row carries
    /// this write's id, the batch had succeeded. Throws the storage error when the outcome is neither success nor a conflict.
    /// </summary>
    public async Task<CommitResult> CommitAsync(RowBatch batch, CancellationToken cancellationToken = default)
    {
        var writeId = ids.NewId();
        var actions = batch.Changes.Select(change => Action(change, writeId)).ToList();
        try
        {
            return new CommitResult(CommitOutcome.Committed, ETag: await SubmitAsync(Client(batch.Table), actions, cancellationToken));
        }
        catch (RequestFailedException failure)
        {
            if (MayHaveSucceeded(failure.Status) && await IsStoredAsync(batch, writeId, cancellationToken)) return default;
            if (Classify(batch, failure) is { } conflict) return conflict;
            throw;
        }
        catch (AggregateException)
        {
            // The pipeline gave up after several attempts that had no answer.
            if (await IsStoredAsync(batch, writeId, cancellationToken)) return default;
            throw;
        }
    }

    private static async Task<ETag> SubmitAsync(TableClient client, List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (actions.Count != 1)
        {
            await client.SubmitTransactionAsync(actions, cancellationToken);
            return default;
        }

        var entity = (TableEntity)actions[0].Entity;
        var response = await (actions[0].ActionType switch
        {
            TableTransactionActionType.Add => client.AddEntityAsync(entity, cancellationToken),
            TableTransactionActionType.UpdateReplace => client.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken),
            TableTransactionActionType.UpsertReplace => client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken),
            TableTransactionActionType.Delete => client.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, entity.ETag, cancellationToken),
            _ => throw new InvalidOperationException($"A batch holds no {actions[0].ActionType}."),
        });
        return response.Headers.ETag ?? default;
    }

    private static TableTransactionAction Action(RowBatch.Change change, string writeId)
    {
        var entity = RowMapper.ToEntity(change.Row with { WriteId = writeId });
        return new TableTransactionAction(change.Type, entity, change.Row.ETag);
    }

    private static CommitResult? Classify(RowBatch batch, RequestFailedException failure)
    {
        if (failure.Status is not (Conflict or PreconditionFailed or NotFound)) return null;
        var index = failure is TableTransactionFailedException { FailedTransactionActionIndex: { } failed } ? failed : 0;
        var change = batch.Changes[Math.Min(index, batch.Count - 1)];
        if (failure.Status == NotFound && batch.Count == 1 && !change.IsWitness) return new CommitResult(CommitOutcome.Committed);
        var outcome = change.Type == TableTransactionActionType.Add ? CommitOutcome.AlreadyExists : CommitOutcome.Stale;
        return new CommitResult(outcome, change.Row);
    }

    private static bool MayHaveSucceeded(int status) =>
        status is < 400 or >= 500 or Conflict or PreconditionFailed or NotFound or 408 or 429;

    private async Task<bool> IsStoredAsync(RowBatch batch, string writeId, CancellationToken cancellationToken)
    {
        if (batch.Changes.FirstOrDefault(change => change.IsWitness).Row is not { } witness) return false;
        var found = await Client(batch.Table)
            .GetEntityIfExistsAsync<TableEntity>(witness.PartitionKey, witness.RowKey, [nameof(StoredRow.WriteId)], cancellationToken);
        return found.HasValue && found.Value!.GetString(nameof(StoredRow.WriteId)) == writeId;
    }

    private TableClient Client(string table) => service.GetTableClient(names.Table(table));
}

/// <summary>A half-open range of row keys.</summary>
/// <param name="From">The first key.</param>
/// <param name="Before">The first key that is no longer in the range.</param>
public readonly record struct KeyRange(string From, string Before)
{
    internal string Filter => "(" + TableClient.CreateQueryFilter($"RowKey ge {From} and RowKey lt {Before}") + ")";

    /// <summary>Every key that starts with <paramref name="prefix"/>.</summary>
    public static KeyRange Prefix(string prefix) => new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));

    /// <summary>One key.</summary>
    public static KeyRange One(string key) => Through(key, key);

    /// <summary>Every key from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static KeyRange Through(string first, string last) => new(first, last + " ");
}
