using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>A transaction as one request: a multipart body whose only part is a change set of requests.</summary>
internal static class BatchRequest
{
    public static HttpMessage Create(TableRest rest, string table, IEnumerable<TableTransactionAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        TableTransactionAction[] changes = [.. actions];
        if (changes.Length == 0) throw new InvalidOperationException("A transaction needs at least one action.");

        var batch = $"batch_{Guid.NewGuid()}";
        var changeSet = $"changeset_{Guid.NewGuid()}";
        using var body = new MemoryStream();
        Append(body, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");
        foreach (var change in changes)
        {
            Append(body, $"--{changeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            using var message = CreatePart(rest, table, change);
            AppendPart(body, message.Request);
        }

        Append(body, $"--{changeSet}--\r\n\r\n--{batch}--\r\n");

        var request = rest.CreateMessage(RequestMethod.Post, "/$batch", RequestContent.Create(body.ToArray()));
        request.Request.Headers.SetValue(HttpHeader.Names.ContentType, $"multipart/mixed; boundary={batch}");
        return request;
    }

    private static HttpMessage CreatePart(TableRest rest, string table, TableTransactionAction change) => change.ActionType switch
    {
        TableTransactionActionType.Add => EntityOperations.Insert(rest, table, change.Entity),
        TableTransactionActionType.UpdateMerge => EntityOperations.Write(rest, table, change.Entity, TableUpdateMode.Merge, change.ETag),
        TableTransactionActionType.UpdateReplace => EntityOperations.Write(rest, table, change.Entity, TableUpdateMode.Replace, change.ETag),
        TableTransactionActionType.Delete =>
            EntityOperations.Delete(rest, table, change.Entity.PartitionKey, change.Entity.RowKey, change.ETag),
        TableTransactionActionType.UpsertMerge => EntityOperations.Write(rest, table, change.Entity, TableUpdateMode.Merge, default),
        TableTransactionActionType.UpsertReplace => EntityOperations.Write(rest, table, change.Entity, TableUpdateMode.Replace, default),
        _ => throw new InvalidOperationException($"Unknown action type {change.ActionType}."),
    };

    private static void AppendPart(MemoryStream body, Request request)
    {
        Append(body, $"{request.Method} {request.Uri} HTTP/1.1\r\n");
        foreach (var header in request.Headers) Append(body, $"{header.Name}: {header.Value}\r\n");
        Append(body, "\r\n");
        request.Content?.WriteTo(body, CancellationToken.None);
        Append(body, "\r\n");
    }

    private static void Append(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
