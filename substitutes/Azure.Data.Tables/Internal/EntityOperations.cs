using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Requests and answers about entities.</summary>
internal static class EntityOperations
{
    public static HttpMessage Insert(TableRest rest, string table, ITableEntity entity)
    {
        CheckKeys(entity);
        var message = rest.CreateMessage(RequestMethod.Post, $"/{table}", RequestContent.Create(EntityWriter.Write(entity)));
        message.Request.Headers.Add("Prefer", "return-no-content");
        return message;
    }

    public static HttpMessage Get(TableRest rest, string table, string partitionKey, string rowKey, IEnumerable<string> select)
    {
        var message = rest.CreateMessage(RequestMethod.Get, Path(table, partitionKey, rowKey));
        message.Request.Uri.AppendIfSet("$select", Join(select));
        return message;
    }

    /// <summary>Without an ETag the service inserts what does not exist.</summary>
    public static HttpMessage Write(TableRest rest, string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch)
    {
        CheckKeys(entity);
        var message = rest.CreateMessage(
            MethodOf(mode), Path(table, entity.PartitionKey, entity.RowKey), RequestContent.Create(EntityWriter.Write(entity)));
        if (ifMatch != default) message.Request.Headers.Add(HttpHeader.Names.IfMatch, ifMatch.ToString());
        return message;
    }

    public static HttpMessage Update(TableRest rest, string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch) =>
        ifMatch == default
            ? throw new ArgumentException("Value cannot be the default ETag: an update names the version it changes, or ETag.All.", nameof(ifMatch))
            : Write(rest, table, entity, mode, ifMatch);

    public static HttpMessage Delete(TableRest rest, string table, string partitionKey, string rowKey, ETag ifMatch)
    {
        var message = rest.CreateMessage(RequestMethod.Delete, Path(table, partitionKey, rowKey));
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, (ifMatch == default ? ETag.All : ifMatch).ToString());
        return message;
    }

    public static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
    };

    public static HttpMessage Query(
        TableRest rest, string table, string filter, IEnumerable<string> select, string continuationToken, int? top)
    {
        var message = rest.CreateMessage(RequestMethod.Get, $"/{table}()");
        message.Request.Uri.AppendIfSet("$filter", filter);
        message.Request.Uri.AppendIfSet("$top", top);
        message.Request.Uri.AppendIfSet("$select", Join(select));
        // The token is the two keys the service names next, which never hold a space as they travel.
        var keys = (continuationToken ?? string.Empty).Split(' ', 2);
        message.Request.Uri.AppendIfSet("NextPartitionKey", keys[0]);
        message.Request.Uri.AppendIfSet("NextRowKey", keys.ElementAtOrDefault(1));
        return message;
    }

    public static T ReadEntity<T>(Response response)
        where T : class, ITableEntity
    {
        using var json = JsonDocument.Parse(response.Content);
        return EntityReader.Read<T>(json.RootElement);
    }

    public static Page<T> ReadPage<T>(Response response)
        where T : class, ITableEntity
    {
        using var json = JsonDocument.Parse(response.Content);
        T[] entities = [.. json.RootElement.GetProperty("value").EnumerateArray().Select(EntityReader.Read<T>)];
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return Page<T>.FromValues(entities, partitionKey is null && rowKey is null ? null : $"{partitionKey} {rowKey}", response);
    }

    private static void CheckKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }

    private static string Path(string table, string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return $"/{table}(PartitionKey='{ODataLiteral.Key(partitionKey)}',RowKey='{ODataLiteral.Key(rowKey)}')";
    }

    private static string Join(IEnumerable<string> select) => select is null ? null : string.Join(',', select);
}
