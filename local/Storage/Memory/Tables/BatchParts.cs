using System.Text;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>Takes a multipart request apart into the requests of its change set.</summary>
internal static class BatchParts
{
    private const string Version = " HTTP/1.1";

    public static IEnumerable<StorageRequest> Read(StorageRequest batch)
    {
        var lines = Encoding.UTF8.GetString(batch.Body.Span).Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].TrimEnd('\r');
            if (!line.EndsWith(Version, StringComparison.Ordinal)) continue;
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (at++; at < lines.Length && lines[at].TrimEnd('\r') is { Length: > 0 } header; at++)
                if (header.Split(':', 2) is [var name, var value]) headers[name] = value.Trim();
            yield return Part(line, headers, at + 1 < lines.Length ? lines[at + 1].TrimEnd('\r') : "");
        }
    }

    private static StorageRequest Part(string line, Dictionary<string, string> headers, string body)
    {
        var words = line.Split(' ');
        // A row is one line of JSON: control characters in it are escaped.
        return new StorageRequest(words[0], new Uri(words[1]), headers.GetValueOrDefault, headers.Keys, Encoding.UTF8.GetBytes(body));
    }
}
