using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>
/// The engine's store in one Azure table, <c>{prefix}Instances</c>: state row, history and inbox of an instance share its
/// partition, so that a commit is one transaction. A batch too large for it is staged: its later rows are written first,
/// and become part of the history only when the transaction writes the first row and the state.
/// </summary>
/// <param name="tables">The account; its calls are the engine's own.</param>
/// <param name="prefix">Prefix of the table name: letters and digits.</param>
public sealed partial class TableDurableStore(TableServiceClient tables, string prefix) : IDurableStore
{
    private readonly TableClient _table = tables.GetTableClient(prefix + "Instances");

    /// <inheritdoc />
    public async Task InitializeAsync(CancellationToken cancellationToken) => await _table.CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredInstance>> LoadLiveAsync(CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, InstanceRow>(StringComparer.Ordinal);
        var messages = new List<TableEntity>();
        await foreach (var entity in _table.QueryAsync<TableEntity>("Live eq true", cancellationToken: cancellationToken))
        {
            if (entity.RowKey.StartsWith("i|", StringComparison.Ordinal))
            {
                rows[entity.PartitionKey] = TableRows.ReadRow(entity);
            }
            else
            {
                messages.Add(entity);
            }
        }

        foreach (var left in messages.Where(message => !rows.ContainsKey(message.PartitionKey)))
        {
            await _table.DeleteEntityAsync(left.PartitionKey, left.RowKey, cancellationToken: cancellationToken);
        }

        var inboxes = messages.ToLookup(message => message.PartitionKey, TableRows.ReadMessage, StringComparer.Ordinal);
        return [.. rows.Select(row => new StoredInstance(row.Value, [.. inboxes[row.Key].OrderBy(message => message.Sequence)]))];
    }

    /// <inheritdoc />
    public async Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await ReadTextsAsync(instanceId, cancellationToken) is not { } found)
        {
            return null;
        }

        if (!found.Row.IsLive)
        {
            return new StoredInstance(found.Row, []);
        }

        var partition = TableKeys.Partition(instanceId);
        var inbox = new List<InboxMessage>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {TableKeys.Message(partition, "")} and RowKey lt {$"m|{partition}~"}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            inbox.Add(TableRows.ReadMessage(entity));
        }

        return new StoredInstance(found.Row, [.. inbox.OrderBy(message => message.Sequence)]);
    }

    /// <inheritdoc />
    public async Task<(InstanceRow Row, InstanceTexts Texts)?> ReadTextsAsync(string instanceId, CancellationToken cancellationToken)
    {
        var partition = TableKeys.Partition(instanceId);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(
            partition, TableKeys.Instance(partition), cancellationToken: cancellationToken);
        return found.HasValue ? (TableRows.ReadRow(found.Value!), TableRows.ReadTexts(found.Value!)) : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HistoryBatch>> ReadHistoryAsync(
        string instanceId, int execution, int lastEpisode, CancellationToken cancellationToken)
    {
        var partition = TableKeys.Partition(instanceId);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {TableKeys.HistoryFrom(partition, execution)} and RowKey lt {TableKeys.HistoryTo(partition, execution, lastEpisode)}");
        var batches = new List<HistoryBatch>();
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var parts = entity.RowKey.Split('|');
            var episode = int.Parse(parts[^2]);
            var index = int.Parse(parts[^1]);
            var events = EventJson.Read<List<HistoryEvent>>(TableTexts.Get(entity, TableRows.Events)!);
            if (index == 0)
            {
                batches.Add(new HistoryBatch(new BatchRef(execution, episode, entity.GetInt32(TableRows.Rows) ?? 1), events));
            }
            else if (batches.Count > 0 && batches[^1].Ref.Episode == episode && index < batches[^1].Ref.Rows)
            {
                batches[^1] = batches[^1] with { Events = [.. batches[^1].Events, .. events] };
            }
        }

        return batches;
    }

    /// <inheritdoc />
    public async Task AddMessageAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken) =>
        await _table.UpsertEntityAsync(TableRows.Message(instanceId, message), TableUpdateMode.Replace, cancellationToken);

    /// <inheritdoc />
    public async Task<(IReadOnlyList<(InstanceRow Row, InstanceTexts Texts)> Items, string? Token)> QueryAsync(
        OrchestrationQuery query, int pageSize, string? token, CancellationToken cancellationToken)
    {
        var from = TableKeys.Instance(TableKeys.Partition(query.InstanceIdPrefix ?? ""));
        var filter = TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {from + '\uFFFD'}");
        if (query.CreatedFrom is { } createdFrom)
        {
            filter += " and " + TableClient.CreateQueryFilter($"CreatedAt ge {createdFrom}");
        }

        if (query.CreatedTo is { } createdTo)
        {
            filter += " and " + TableClient.CreateQueryFilter($"CreatedAt le {createdTo}");
        }

        if (query.Statuses?.ToList() is { Count: > 0 } statuses)
        {
            filter += $" and ({string.Join(" or ", statuses.Select(status => $"Status eq '{status}'"))})";
        }

        var pages = _table.QueryAsync<TableEntity>(filter, Math.Min(pageSize, 1000), cancellationToken: cancellationToken);
        await foreach (var page in pages.AsPages(token, Math.Min(pageSize, 1000)))
        {
            return ([.. page.Values.Select(entity => (TableRows.ReadRow(entity), TableRows.ReadTexts(entity)))], page.ContinuationToken);
        }

        return ([], null);
    }
}
