using Azure.Data.Tables.Internal;

namespace Azure.Data.Tables;

/// <summary>An entity as a bag of named values, for rows without a type of their own or updates of a few columns.</summary>
public sealed partial class TableEntity : ITableEntity
{
    private readonly Dictionary<string, object> _values;

    public TableEntity() => _values = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => _values = values is null ? [] : new(values);

    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey);
        set => _values[EntityNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(EntityNames.RowKey);
        set => _values[EntityNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => _values[EntityNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => new(GetString(EntityNames.ETag));
        set => _values[EntityNames.ETag] = value.ToString();
    }

    public string GetString(string key) => Get<string>(key);

    public BinaryData GetBinaryData(string key) => Find(key) switch
    {
        byte[] bytes => BinaryData.FromBytes(bytes),
        _ => Get<BinaryData>(key),
    };

    public byte[] GetBinary(string key) => Find(key) switch
    {
        BinaryData data => data.ToArray(),
        _ => Get<byte[]>(key),
    };

    public bool? GetBoolean(string key) => Get<bool?>(key);

    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        DateTimeOffset moment => moment.UtcDateTime,
        _ => Get<DateTime?>(key),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        DateTime moment => new DateTimeOffset(moment.ToUniversalTime()),
        _ => Get<DateTimeOffset?>(key),
    };

    public double? GetDouble(string key) => Get<double?>(key);

    public Guid? GetGuid(string key) => Get<Guid?>(key);

    public int? GetInt32(string key) => Get<int?>(key);

    public long? GetInt64(string key) => Get<long?>(key);

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _values.GetValueOrDefault(key);
    }

    private T Get<T>(string key) => Find(key) switch
    {
        null => default,
        T value => value,
        var other => throw new InvalidOperationException($"Property '{key}' holds a {other.GetType()} and cannot be read as {typeof(T)}."),
    };

    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _values[key] = value is null || _values.GetValueOrDefault(key) is not { } existing ? value : KeepType(key, existing, value);
    }

    /// <summary>A column keeps the type it has; only an integer may widen.</summary>
    private static object KeepType(string key, object existing, object value) => (existing, value) switch
    {
        _ when existing.GetType().IsInstanceOfType(value) => value,
        (int, double or long) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        _ => throw new InvalidOperationException($"Property '{key}' holds a {existing.GetType()} and cannot take a {value.GetType()}."),
    };
}
