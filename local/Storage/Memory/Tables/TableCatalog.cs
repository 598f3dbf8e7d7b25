using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>Creates, deletes and lists tables.</summary>
internal sealed class TableCatalog(MemoryStorage storage)
{
    private const string Tables = "Tables";
    private const int LargestPage = 1000;
    private const int ShortestName = 3;
    private const int LongestName = 63;

    /// <summary>True for a path that names the tables or one of them, not its rows.</summary>
    public static bool IsAbout(string path) => path == Tables || path.StartsWith("Tables('", StringComparison.Ordinal);

    public StorageAnswer Answer(StorageRequest request) => (request.Method, request.Path) switch
    {
        ("POST", Tables) => Create(request),
        ("GET", Tables) => List(request),
        ("DELETE", var path) => Delete(path["Tables('".Length..^"')".Length]),
        _ => TableAnswers.Refused(TableRefusals.NotImplemented),
    };

    private StorageAnswer Create(StorageRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        var name = json.RootElement.GetProperty("TableName").GetString()!;
        if (name.Length is < ShortestName or > LongestName) return TableAnswers.Refused(TableRefusals.InvalidNameLength);
        if (!char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit)) return TableAnswers.Refused(TableRefusals.InvalidName);
        return storage.Change(state => state.FindTable(name) is not null
            ? (state, TableAnswers.Refused(TableRefusals.TableAlreadyExists))
            : (state.With(new MemoryTable(name)), new StorageAnswer(204, new HttpHeader("Preference-Applied", "return-no-content"))));
    }

    private StorageAnswer Delete(string name) => storage.Change(state => state.FindTable(name) is null
        ? (state, TableAnswers.Refused(TableRefusals.EntityNotFound))
        : (state with { Tables = state.Tables.Remove(name) }, new StorageAnswer(204)));

    private StorageAnswer List(StorageRequest request)
    {
        var filter = FilterParser.Parse(request.Parameter("$filter"));
        var size = request.Parameter("$top") is { } top ? int.Parse(top, CultureInfo.InvariantCulture) : LargestPage;
        var start = request.Parameter("NextTableName") ?? "";
        var names = storage.State.Tables.Values.Select(table => table.Name)
            .Where(name => string.CompareOrdinal(name, start) >= 0 && filter.Matches(new Named(name)))
            .Order(StringComparer.Ordinal).Take(size + 1).ToList();
        var page = names.Take(size).Select(name => new Dictionary<string, string>(StringComparer.Ordinal) { ["TableName"] = name });
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal) { ["value"] = page });
        return new StorageAnswer(
            200, body, names.Count > size ? [TableAnswers.JsonContent, new HttpHeader("x-ms-continuation-NextTableName", names[^1])] : [TableAnswers.JsonContent]);
    }

    private sealed record Named(string Name) : IColumns
    {
        public object? Column(string name) => name.Equals("TableName", StringComparison.OrdinalIgnoreCase) ? Name : null;
    }
}
