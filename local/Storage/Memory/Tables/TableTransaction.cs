using System.Text;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>Entity group transactions: all writes of a request, or none.</summary>
internal sealed class TableTransaction(MemoryStorage storage)
{
    private const int MostWrites = 100;
    private const int LargestBody = 4 * 1024 * 1024;

    public StorageAnswer Answer(StorageRequest request)
    {
        if (request.Body.Length > LargestBody) return TableAnswers.Refused(TableRefusals.RequestBodyTooLarge);
        var parts = BatchParts.Read(request).ToList();
        if (parts.Count > MostWrites) return Failed(TableRefusals.InvalidInput, 0);
        var writes = new List<EntityWrite>(parts.Count);
        foreach (var part in parts)
        {
            var write = EntityWrite.Of(part);
            var wrong = write is null ? TableRefusals.NotImplemented : write.Check(part.Body.Length) ?? Check(write, writes);
            if (wrong is not null) return Failed(wrong, writes.Count);
            writes.Add(write!);
        }

        return storage.Change(state => Apply(state, writes));
    }

    private static Refusal? Check(EntityWrite write, List<EntityWrite> before)
    {
        if (before.Exists(other => other.PartitionKey != write.PartitionKey)) return TableRefusals.DifferentPartitions;
        return before.Exists(other => other.RowKey == write.RowKey) ? TableRefusals.DuplicateRow : null;
    }

    private (MemoryState After, StorageAnswer Answer) Apply(MemoryState state, List<EntityWrite> writes)
    {
        if (state.FindTable(writes[0].Table) is not { } table) return (state, Failed(TableRefusals.TableNotFound, 0));
        var parts = new List<StorageAnswer>(writes.Count);
        foreach (var write in writes)
        {
            var result = table.Apply(write, storage.NextMoment());
            if (result.Refused is { } refusal) return (state, Failed(refusal, parts.Count));
            table = result.Table;
            parts.Add(TableAnswers.Written(result.Row, write.Kind == WriteKind.Insert));
        }

        return (state.With(table), Multipart(parts.Select(Text)));
    }

    private static StorageAnswer Failed(Refusal refusal, int index) => Multipart(
    [
        $"HTTP/1.1 {refusal.Status} Refused\r\nContent-ID: {index + 1}\r\nDataServiceVersion: 3.0;\r\n"
        + $"Content-Type: application/json;odata=minimalmetadata;charset=utf-8\r\n\r\n{TableAnswers.ErrorBody(refusal, index)}\r\n",
    ]);

    private static string Text(StorageAnswer part)
    {
        var text = new StringBuilder($"HTTP/1.1 {part.Status} No Content\r\n");
        foreach (var header in part.Headers) text.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
        return text.Append("\r\n\r\n").ToString();
    }

    private static StorageAnswer Multipart(IEnumerable<string> parts)
    {
        var (batch, changeSet) = ($"batchresponse_{Guid.NewGuid()}", $"changesetresponse_{Guid.NewGuid()}");
        var text = new StringBuilder($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");
        foreach (var part in parts)
        {
            text.Append("--").Append(changeSet).Append("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n").Append(part);
        }

        text.Append("--").Append(changeSet).Append("--\r\n--").Append(batch).Append("--\r\n");
        return new StorageAnswer(202, Encoding.UTF8.GetBytes(text.ToString()), new HttpHeader("Content-Type", $"multipart/mixed; boundary={batch}"));
    }
}
