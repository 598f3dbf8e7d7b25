namespace Smart.Local.Storage.Memory;

/// <summary>A request as the services read it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">The account is the first segment of its path.</param>
/// <param name="Header">Looks a header up.</param>
/// <param name="HeaderNames">The headers there are.</param>
/// <param name="Body">What came with it.</param>
internal sealed record StorageRequest(string Method, Uri Uri, Func<string, string?> Header, IEnumerable<string> HeaderNames, ReadOnlyMemory<byte> Body)
{
    private readonly Dictionary<string, string> _query = QueryOf(Uri);

    /// <summary>The path below the account, decoded.</summary>
    public string Path { get; } = PathOf(Uri);

    /// <summary>A parameter of the query, decoded; null where it is missing.</summary>
    public string? Parameter(string name) => _query.GetValueOrDefault(name);

    private static string PathOf(Uri uri)
    {
        var path = uri.AbsolutePath;
        var account = path.IndexOf('/', 1);
        return account < 0 ? "" : System.Uri.UnescapeDataString(path[(account + 1)..]);
    }

    private static Dictionary<string, string> QueryOf(Uri uri)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = pair.Split('=', 2);
            parameters[System.Uri.UnescapeDataString(name[0])] = name.Length == 2 ? System.Uri.UnescapeDataString(name[1]) : "";
        }

        return parameters;
    }
}
