using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>The answers of the table service.</summary>
internal static class TableAnswers
{
    public static HttpHeader JsonContent { get; } = new("Content-Type", "application/json;odata=minimalmetadata;streaming=true;charset=utf-8");

    /// <summary>A row.</summary>
    public static StorageAnswer Row(MemoryRow row, IReadOnlySet<string>? select) =>
        new(200, select is null ? row.Json : EntityJson.Write(row, select), JsonContent, ETag(row));

    /// <summary>A row was written.</summary>
    public static StorageAnswer Written(MemoryRow? row, bool inserted) => (row, inserted) switch
    {
        (null, _) => new StorageAnswer(204),
        (_, true) => new StorageAnswer(204, ETag(row), new HttpHeader("Preference-Applied", "return-no-content")),
        _ => new StorageAnswer(204, ETag(row)),
    };

    /// <summary>A request was refused.</summary>
    public static StorageAnswer Refused(Refusal refusal) =>
        new(refusal.Status, Encoding.UTF8.GetBytes(ErrorBody(refusal, index: null)), JsonContent, new HttpHeader("x-ms-error-code", refusal.Code));

    /// <summary>The body of a refusal.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="index">Which part of a transaction; null for a single request.</param>
    public static string ErrorBody(Refusal refusal, int? index)
    {
        var place = index is { } at ? $"{at}:" : "";
        var message = $"{place}{refusal.Message}\nRequestId:{Guid.NewGuid()}\nTime:{EntityJson.Text(TimeProvider.System.GetUtcNow())}";
        return $"{{\"odata.error\":{{\"code\":{Quoted(refusal.Code)},\"message\":{{\"lang\":\"en-US\",\"value\":{Quoted(message)}}}}}}}";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static HttpHeader ETag(MemoryRow row) => new("ETag", row.ETag);
}
