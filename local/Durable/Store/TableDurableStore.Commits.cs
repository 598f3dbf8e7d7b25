using Azure.Data.Tables;

namespace Smart.Local.Durable;

/// <summary>Commits and purges.</summary>
public sealed partial class TableDurableStore
{
    private const int MaxActions = 100;

    // The service takes 4 MiB; binary grows by a third on its way.
    private const int MaxBytes = 2_500_000;

    /// <inheritdoc />
    public async Task<int> CommitAsync(DurableCommit commit, CancellationToken cancellationToken)
    {
        var batches = new List<List<(TableEntity Entity, int Bytes)>>();
        if (commit.AppendTo is { } reference)
        {
            batches.Add(TableRows.History(commit.Row.Id, reference, commit.Append));
        }

        if (commit.Farewell is { } farewell)
        {
            batches.Add(TableRows.History(commit.Row.Id, farewell.Ref, farewell.Events));
        }

        var partition = TableKeys.Partition(commit.Row.Id);
        List<TableTransactionAction> final = [new(TableTransactionActionType.UpsertMerge, TableRows.Instance(commit))];
        final.AddRange(batches.Select(rows => new TableTransactionAction(TableTransactionActionType.UpsertReplace, rows[0].Entity)));
        final.AddRange(commit.Consumed.Select(key => Deletion(partition, TableKeys.Message(partition, key))));

        var later = batches.SelectMany(rows => rows.Skip(1)).ToList();
        if (final.Count + later.Count <= MaxActions && batches.Sum(rows => rows.Sum(row => row.Bytes)) <= MaxBytes)
        {
            final.AddRange(later.Select(Upsert));
        }
        else
        {
            await StageAsync(later, cancellationToken);
        }

        // What does not fit stays behind, unseen, until the instance is purged.
        final.AddRange(commit.Forget
            .SelectMany(batch => Enumerable.Range(0, batch.Rows)
                .Select(index => TableKeys.History(partition, batch.Execution, batch.Episode, index)))
            .Take(MaxActions - final.Count)
            .Select(rowKey => Deletion(partition, rowKey)));
        await _table.SubmitTransactionAsync(final, cancellationToken);
        return batches.Count == 0 ? 0 : batches[0].Count;
    }

    /// <inheritdoc />
    public async Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var partition = TableKeys.Partition(instanceId);
        var instance = TableKeys.Instance(partition);
        var rowKeys = new List<string>();
        var rows = _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            rowKeys.Add(row.RowKey);
        }

        // The instance row goes last: a purge cut short is found and repeated.
        foreach (var some in rowKeys.Where(rowKey => rowKey != instance).Append(instance).Chunk(MaxActions))
        {
            await _table.SubmitTransactionAsync(some.Select(rowKey => Deletion(partition, rowKey)), cancellationToken);
        }
    }

    private static TableTransactionAction Upsert((TableEntity Entity, int Bytes) row) =>
        new(TableTransactionActionType.UpsertReplace, row.Entity);

    private static TableTransactionAction Deletion(string partition, string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, rowKey));

    private async Task StageAsync(List<(TableEntity Entity, int Bytes)> rows, CancellationToken cancellationToken)
    {
        var group = new List<TableTransactionAction>();
        var bytes = 0;
        foreach (var row in rows)
        {
            if (group.Count == MaxActions || (group.Count > 0 && bytes + row.Bytes > MaxBytes))
            {
                await _table.SubmitTransactionAsync(group, cancellationToken);
                group = [];
                bytes = 0;
            }

            group.Add(Upsert(row));
            bytes += row.Bytes;
        }

        if (group.Count > 0)
        {
            await _table.SubmitTransactionAsync(group, cancellationToken);
        }
    }
}
