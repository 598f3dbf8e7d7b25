using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>What a filter looks at.</summary>
internal interface IColumns
{
    /// <summary>The value of a column; null where it has none.</summary>
    object? Column(string name);
}

/// <summary>One version of one row.</summary>
internal sealed class MemoryRow(string partitionKey, string rowKey, IReadOnlyDictionary<string, object> properties, DateTimeOffset moment) : IColumns
{
    private byte[]? _json;

    /// <summary>By the ordinal values of partition key and row key, as the service orders.</summary>
    public static IComparer<MemoryRow> KeyOrder { get; } = Comparer<MemoryRow>.Create(Compare);

    public string PartitionKey => partitionKey;

    public string RowKey => rowKey;

    /// <summary>Text, int, long, double, bool, Guid, bytes and moments; the keys are not among them.</summary>
    public IReadOnlyDictionary<string, object> Properties => properties;

    public DateTimeOffset Timestamp => moment;

    public string ETag { get; } = $"W/\"datetime'{Uri.EscapeDataString(EntityJson.Text(moment))}'\"";

    /// <summary>The row as it is answered when no columns are selected; made once.</summary>
    public byte[] Json => _json ??= EntityJson.Write(this, select: null);

    /// <summary>Nothing but keys, to look for a place in the order.</summary>
    public static MemoryRow Probe(string partitionKey, string rowKey) => new(partitionKey, rowKey, new Dictionary<string, object>(StringComparer.Ordinal), default);

    public object? Column(string name) => name switch
    {
        nameof(PartitionKey) => partitionKey,
        nameof(RowKey) => rowKey,
        nameof(Timestamp) => moment,
        _ => properties.GetValueOrDefault(name),
    };

    /// <summary>The row as a client reads it.</summary>
    public TableEntity ToEntity()
    {
        var entity = new TableEntity(partitionKey, rowKey) { ETag = new ETag(ETag), Timestamp = moment };
        foreach (var (name, value) in properties) entity[name] = value;
        return entity;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({partitionKey}, {rowKey})");

    private static int Compare(MemoryRow left, MemoryRow right)
    {
        var partitions = string.CompareOrdinal(left.PartitionKey, right.PartitionKey);
        return partitions != 0 ? partitions : string.CompareOrdinal(left.RowKey, right.RowKey);
    }
}
