using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;

namespace Smart.Functions.Tests.Races;

/// <summary>A storage call that a flow is about to make: what it touches says with which other calls it may change places.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Store">The table, or the container.</param>
/// <param name="Partition">The partition, or the blob; null: any.</param>
/// <param name="Rows">The rows of the partition; empty: any.</param>
internal sealed partial record StorageStep(string Method, string Store, string? Partition, IReadOnlyList<string> Rows)
{
    /// <summary>The status it was answered with; 0 before it ran.</summary>
    public int Status { get; init; }

    public bool IsRead => Method is "GET" or "HEAD";

    /// <summary>True when it matters which of the two runs first.</summary>
    public bool DependsOn(StorageStep other) =>
        !(IsRead && other.IsRead)
        && Store == other.Store
        && (Partition is null || other.Partition is null || Partition == other.Partition)
        && (Rows.Count == 0 || other.Rows.Count == 0 || Rows.Intersect(other.Rows, StringComparer.Ordinal).Any());

    /// <summary>Reads from a request what it touches.</summary>
    public static StorageStep Of(Request request)
    {
        var uri = request.Uri.ToUri();
        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        var target = path[(path.IndexOf('/', 1) + 1)..];
        var method = request.Method.Method;
        if (!request.Headers.Contains("DataServiceVersion"))
            return target.Split('/', 2) is [var container, var blob] ? new(method, container, blob, []) : new(method, target, null, []);
        var text = target.StartsWith("$batch", StringComparison.Ordinal) || method == "POST" ? BodyOf(request) : target;
        var table = TableName().Match(target.StartsWith("$batch", StringComparison.Ordinal) ? PathOf(text) : target).Value;
        if (target.EndsWith("()", StringComparison.Ordinal)) text = Uri.UnescapeDataString(uri.Query);
        return new(method, table, Of(PartitionKeys(), text).FirstOrDefault(), [.. Of(RowKeys(), text).Distinct(StringComparer.Ordinal)]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Method,-6} {Store} {Partition} {string.Join(" + ", Rows)}{(Status == 0 ? "" : $" -> {Status}")}");

    private static string BodyOf(Request request)
    {
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        return Uri.UnescapeDataString(Encoding.UTF8.GetString(body.ToArray()));
    }

    private static string PathOf(string batch) => FirstPath().Match(batch).Groups["path"].Value;

    private static IEnumerable<string> Of(Regex keys, string text) => keys.Matches(text).Select(match => match.Groups["key"].Value);

    [GeneratedRegex("^[A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex TableName();

    [GeneratedRegex(" https?://[^/ ]+/[^/ ]+/(?<path>[^ ]+) HTTP/1.1", RegexOptions.None, 1000)]
    private static partial Regex FirstPath();

    // A key in a path, in the JSON of a new row, or in a filter that names one partition. Ranges of rows are taken for any row.
    [GeneratedRegex("""PartitionKey(='|":"| eq ')(?<key>[^'"]*)""", RegexOptions.None, 1000)]
    private static partial Regex PartitionKeys();

    [GeneratedRegex("""RowKey(='|":")(?<key>[^'"]*)""", RegexOptions.None, 1000)]
    private static partial Regex RowKeys();
}
