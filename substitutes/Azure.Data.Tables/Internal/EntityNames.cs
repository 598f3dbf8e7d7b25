namespace Azure.Data.Tables.Internal;

/// <summary>Names of the wire format (OData 3 JSON, minimal metadata).</summary>
internal static class EntityNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";
    public const string MetadataPrefix = "odata.";
    public const string TypeSuffix = "@odata.type";
}
