using System.Text.RegularExpressions;
using Smart.Local.Storage;

namespace Smart.Local.Crash;

/// <summary>Says which effect a storage request is; questions are none.</summary>
/// <param name="prefix">What the names of tables begin with.</param>
internal sealed partial class EffectNames(string prefix)
{
    private const string Instances = "Instances", Messages = "QueueMessages", Timers = "TimerStatuses";

    /// <summary>Kind and subject of a request that changes something; null for one that reads.</summary>
    public (string Kind, string Subject)? Of(StorageCall call)
    {
        if (call.Method is "GET" or "HEAD") return null;
        var path = Uri.UnescapeDataString(call.Uri.AbsolutePath);
        if (path.EndsWith("/$batch", StringComparison.Ordinal)) return OfTransaction(call);
        if (Row().Match(path) is { Success: true } row) return OfRow(call.Method, Table(row.Groups["table"].Value), row.Groups["key"].Value);
        return call.Method == "POST" ? OfRow("POST", Table(path[(path.LastIndexOf('/') + 1)..]), KeyIn(call.ReadBody())) : ("blob", path[(path.IndexOf('/', 1) + 1)..]);
    }

    private (string Kind, string Subject) OfTransaction(StorageCall call)
    {
        var body = call.ReadBody();
        var part = Part().Match(body);
        var path = Uri.UnescapeDataString(part.Groups["path"].Value);
        var row = Row().Match(path);
        var table = row.Success ? Table(row.Groups["table"].Value) : Table(path[(path.LastIndexOf('/') + 1)..]);
        var key = row.Success ? row.Groups["key"].Value : KeyIn(body);
        return table switch
        {
            Instances => ("history: step of an instance", InstanceOf(key)),
            Messages => ("queue: purge", key),
            _ => ($"{table}: transaction", key),
        };
    }

    private static (string Kind, string Subject) OfRow(string method, string table, string key) => table switch
    {
        Messages when method == "POST" => ("queue: send", key),
        Messages => ("queue: settle", key),
        Timers => ("timer: occurrence done", key),
        Instances => ("history: message to an instance", InstanceOf(key)),
        _ => ($"{table}: {(method == "POST" ? "insert" : method == "DELETE" ? "delete" : "write")}", key),
    };

    private static string InstanceOf(string key) => key.Split('|') is [_, var instance, ..] ? instance : key;

    private string Table(string name) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;

    private static string KeyIn(string body) => RowKey().Match(body) is { Success: true } found ? found.Groups["key"].Value : "";

    [GeneratedRegex(@"/(?<table>[A-Za-z0-9]+)\(PartitionKey='[^']*',RowKey='(?<key>[^']*)'\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(POST|PUT|PATCH|MERGE|DELETE) https?://[^/]+(?<path>/\S+) HTTP/1.1\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Part();

    [GeneratedRegex("\"RowKey\":\"(?<key>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowKey();
}
