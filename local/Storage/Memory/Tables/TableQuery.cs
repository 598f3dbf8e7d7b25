using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>A query over the rows of a table, one page of it.</summary>
internal sealed class TableQuery
{
    private const int LargestPage = 1000;

    private readonly TableFilter _filter;
    private readonly HashSet<string>? _select;
    private readonly int _size;
    private readonly (string PartitionKey, string RowKey) _start;

    /// <summary>Reads the query that a request asks.</summary>
    /// <exception cref="FormatException">Its filter is none.</exception>
    public TableQuery(StorageRequest request)
    {
        _filter = FilterParser.Parse(request.Parameter("$filter"));
        _select = Selected(request);
        _size = request.Parameter("$top") is { } top ? Math.Min(int.Parse(top, CultureInfo.InvariantCulture), LargestPage) : LargestPage;
        _start = (Decoded(request.Parameter("NextPartitionKey")), Decoded(request.Parameter("NextRowKey")));
    }

    /// <summary>The columns a request asks for; null: all.</summary>
    public static HashSet<string>? Selected(StorageRequest request) => request.Parameter("$select") is { Length: > 0 } columns
        ? columns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal)
        : null;

    /// <summary>The page, and where the next begins.</summary>
    public StorageAnswer Answer(MemoryTable table)
    {
        var page = Matching(table).Take(_size + 1).ToList();
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("odata.metadata", $"$metadata#{table.Name}");
            json.WriteStartArray("value");
            foreach (var row in page.Take(_size)) json.WriteRawValue(_select is null ? row.Json : EntityJson.Write(row, _select), skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new StorageAnswer(200, body.WrittenMemory, page.Count > _size ? [TableAnswers.JsonContent, .. Next(page[^1])] : [TableAnswers.JsonContent]);
    }

    private IEnumerable<MemoryRow> Matching(MemoryTable table) =>
        from place in Places()
        from row in Stretch(table, place.Partitions, place.Rows)
        where _filter.Matches(row)
        select row;

    /// <summary>Where the rows can be, in order: a stretch of rows in each single partition, or all rows of a stretch of partitions.</summary>
    private IEnumerable<(KeySpan Partitions, KeySpan Rows)> Places() =>
        from partitions in _filter.Spans(nameof(MemoryRow.PartitionKey))
        from rows in partitions.IsOne ? _filter.Spans(nameof(MemoryRow.RowKey)) : KeySpan.All
        select (partitions, rows);

    private IEnumerable<MemoryRow> Stretch(MemoryTable table, KeySpan partitions, KeySpan rows)
    {
        var first = (PartitionKey: partitions.From, RowKey: rows.From);
        if (Compare(_start, first) > 0) first = _start;
        return table.From(first.PartitionKey, first.RowKey)
            .TakeWhile(row => partitions.Reaches(row.PartitionKey) && (!partitions.IsOne || rows.Reaches(row.RowKey)));
    }

    private static int Compare((string PartitionKey, string RowKey) left, (string PartitionKey, string RowKey) right)
    {
        var partitions = string.CompareOrdinal(left.PartitionKey, right.PartitionKey);
        return partitions != 0 ? partitions : string.CompareOrdinal(left.RowKey, right.RowKey);
    }

    private static HttpHeader[] Next(MemoryRow row) =>
    [
        new("x-ms-continuation-NextPartitionKey", Encoded(row.PartitionKey)),
        new("x-ms-continuation-NextRowKey", Encoded(row.RowKey)),
    ];

    private static string Encoded(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string Decoded(string? token) => token is null ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(token));
}
