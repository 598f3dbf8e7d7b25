namespace Smart.Local.Storage.Memory.Tables;

/// <summary>How a row is written.</summary>
internal enum WriteKind
{
    /// <summary>It must not exist.</summary>
    Insert,

    /// <summary>All properties become the new ones.</summary>
    Replace,

    /// <summary>Properties that are not named stay.</summary>
    Merge,

    /// <summary>It goes.</summary>
    Delete,
}

/// <summary>One row to write, from a request or a part of a transaction.</summary>
/// <param name="Table">Where.</param>
/// <param name="Kind">How.</param>
/// <param name="PartitionKey">The partition.</param>
/// <param name="RowKey">The row.</param>
/// <param name="Properties">What it holds, without keys.</param>
/// <param name="IfMatch">The version it must have, or <c>*</c>; null: whether it exists or not.</param>
internal sealed record EntityWrite(
    string Table, WriteKind Kind, string PartitionKey, string RowKey, IReadOnlyDictionary<string, object> Properties, string? IfMatch)
{
    private const int LongestKey = 512;
    private const int LongestText = 32 * 1024;
    private const int LongestBinary = 64 * 1024;
    private const int LargestEntity = 1024 * 1024;

    private static readonly IReadOnlyDictionary<string, object> Nothing = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>Reads a write from its request; null for a request of another kind.</summary>
    public static EntityWrite? Of(StorageRequest request)
    {
        if (EntityAddress.Parse(request.Path) is not { } address) return null;
        if (request.Method == "POST" && address.PartitionKey is null)
        {
            var (keys, content) = EntityJson.Read(request.Body);
            return new EntityWrite(address.Table, WriteKind.Insert, keys.PartitionKey, keys.RowKey, content, IfMatch: null);
        }

        if (address is not { PartitionKey: { } partition, RowKey: { } row } || KindOf(request.Method) is not { } kind) return null;
        var properties = kind == WriteKind.Delete ? Nothing : EntityJson.Read(request.Body).Properties;
        return new EntityWrite(address.Table, kind, partition, row, properties, request.Header("If-Match"));
    }

    /// <summary>What is wrong with it whatever is stored; null for nothing.</summary>
    public Refusal? Check(int bytes)
    {
        if (IfMatch is not null and not "*" && !IfMatch.StartsWith("W/\"", StringComparison.OrdinalIgnoreCase)) return TableRefusals.InvalidInput;
        if (Kind == WriteKind.Delete) return IfMatch is null ? TableRefusals.ConditionNotSatisfied : null;
        if (!IsKey(PartitionKey) || !IsKey(RowKey)) return TableRefusals.InvalidInput;
        if (bytes > LargestEntity) return TableRefusals.EntityTooLarge;
        return Properties.Values.Any(IsTooLarge) ? TableRefusals.PropertyValueTooLarge : null;
    }

    private static WriteKind? KindOf(string method) => method switch
    {
        "PUT" => WriteKind.Replace,
        "PATCH" or "MERGE" => WriteKind.Merge,
        "DELETE" => WriteKind.Delete,
        _ => null,
    };

    private static bool IsKey(string key) => key.Length <= LongestKey && !key.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character));

    private static bool IsTooLarge(object value) => value is string { Length: > LongestText } or byte[] { Length: > LongestBinary };
}

/// <summary>A table, or a row of it, as a path names it: <c>Table</c>, <c>Table()</c> or <c>Table(PartitionKey='a',RowKey='b')</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="PartitionKey">The partition; null for the table itself.</param>
/// <param name="RowKey">The row; null for the table itself.</param>
internal sealed record EntityAddress(string Table, string? PartitionKey, string? RowKey)
{
    private const string First = "(PartitionKey='";
    private const string Second = "',RowKey='";
    private const string Last = "')";

    /// <summary>Null for a path of another form.</summary>
    public static EntityAddress? Parse(string path)
    {
        var open = path.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || path.EndsWith("()", StringComparison.Ordinal)) return new EntityAddress(open < 0 ? path : path[..open], null, null);
        var start = open + First.Length;
        if (string.CompareOrdinal(path, open, First, 0, First.Length) != 0) return null;
        var end = EndOfQuoted(path, start);
        var rowStart = end + Second.Length;
        if (string.CompareOrdinal(path, end, Second, 0, Second.Length) != 0 || !path.EndsWith(Last, StringComparison.Ordinal)) return null;
        return new EntityAddress(path[..open], Plain(path[start..end]), Plain(path[rowStart..^Last.Length]));
    }

    // A quote inside a key is doubled.
    private static int EndOfQuoted(string path, int start)
    {
        var at = start;
        while (at < path.Length && (path[at] != '\'' || (at + 1 < path.Length && path[at + 1] == '\''))) at += path[at] == '\'' ? 2 : 1;
        return at;
    }

    private static string Plain(string quoted) => quoted.Replace("''", "'", StringComparison.Ordinal);
}
