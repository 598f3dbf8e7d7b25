using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Smart.Substitutes.Tests.Tables;

public enum RowKind
{
    Unknown,
    Invoice,
    Receipt,
}

/// <summary>An entity with a column of every type the service knows.</summary>
public sealed class Row : ITableEntity
{
    public string PartitionKey { get; set; } = "p";
    public string RowKey { get; set; } = "r";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }
    public string? Text { get; set; }
    public int Int32 { get; set; }
    public int? MaybeInt32 { get; set; }
    public long Int64 { get; set; }
    public long? MaybeInt64 { get; set; }
    public double Double { get; set; }
    public bool Flag { get; set; }
    public bool? MaybeFlag { get; set; }
    public DateTimeOffset Moment { get; set; } = DateTimeOffset.UnixEpoch;
    public DateTime Utc { get; set; } = DateTime.UnixEpoch;
    public Guid Id { get; set; }
    public byte[]? Bytes { get; set; }
    public BinaryData? Data { get; set; }
    public RowKind Kind { get; set; }
    public RowKind? MaybeKind { get; set; }

    [DataMember(Name = "stored_as")]
    public string? Renamed { get; set; }

    [IgnoreDataMember]
    public string? Hidden { get; set; }
}
