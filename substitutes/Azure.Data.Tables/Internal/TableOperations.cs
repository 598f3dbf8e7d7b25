using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Internal;

/// <summary>Requests and answers about whole tables.</summary>
internal static class TableOperations
{
    public static HttpMessage Create(TableRest rest, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        var message = rest.CreateMessage(RequestMethod.Post, "/Tables", RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["TableName"] = tableName })));
        message.Request.Headers.Add("Prefer", "return-no-content");
        return message;
    }

    public static HttpMessage CreateIfNotExists(TableRest rest, string tableName) => Create(rest, tableName).Tolerate(409);

    public static HttpMessage Delete(TableRest rest, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return rest.CreateMessage(RequestMethod.Delete, $"/Tables('{ODataLiteral.Key(tableName)}')").Tolerate(404);
    }

    public static Response<TableItem> Created(string tableName, Response response)
    {
        if (response.Status == 409)
        {
            var conflict = new RequestFailedException(response, null, ErrorParser.Instance);
            if (conflict.ErrorCode == TableErrorCode.TableBeingDeleted) throw conflict;
        }

        return Response.FromValue(new TableItem(tableName), response);
    }

    public static HttpMessage Query(TableRest rest, string filter, string continuationToken, int? top)
    {
        var message = rest.CreateMessage(RequestMethod.Get, "/Tables");
        message.Request.Uri.AppendIfSet("$filter", filter);
        message.Request.Uri.AppendIfSet("$top", top);
        message.Request.Uri.AppendIfSet("NextTableName", continuationToken);
        return message;
    }

    public static Page<TableItem> ReadPage(Response response)
    {
        using var json = JsonDocument.Parse(response.Content);
        TableItem[] tables = [.. json.RootElement.GetProperty("value").EnumerateArray()
            .Select(static table => new TableItem(table.GetProperty("TableName").GetString()))];
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        return Page<TableItem>.FromValues(tables, next, response);
    }
}
