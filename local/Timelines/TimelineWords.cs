using Smart.Local.Durable;
using Smart.Local.Functions;

namespace Smart.Local.Timelines;

/// <summary>How a timeline says ids, results and failures: short, and no personal data.</summary>
/// <param name="resultType">The type of what a function gives, by its name: numbers of an enumeration become its names.</param>
/// <param name="aliases">Names to show instead of ids, wherever these occur in a text.</param>
public sealed class TimelineWords(Func<string, Type?>? resultType = null, IReadOnlyDictionary<string, string>? aliases = null)
{
    private const int LongestPart = 14;
    private const int KeptOfPart = 6;
    private const int LongestReason = 90;

    private readonly IReadOnlyList<(string Id, string Alias)> _aliases =
        [.. (aliases ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderByDescending(pair => pair.Key.Length).Select(pair => (pair.Key, pair.Value))];

    /// <summary>Knows nothing but the histories.</summary>
    public static TimelineWords Plain { get; } = new();

    /// <summary>Knows what the functions of a catalog give.</summary>
    /// <param name="functions">The catalog.</param>
    /// <param name="aliases">Names to show instead of ids.</param>
    public static TimelineWords Of(FunctionCatalog functions, IReadOnlyDictionary<string, string>? aliases = null)
    {
        var types = functions.All.ToDictionary(function => function.Name, function => Given(function.Method.ReturnType), StringComparer.OrdinalIgnoreCase);
        return new TimelineWords(name => types.GetValueOrDefault(name), aliases);
    }

    /// <summary>An id that can be recognised: its random parts are cut.</summary>
    /// <param name="id">For example <c>dunning-4k3x…-1</c>.</param>
    public string Id(string id)
    {
        foreach (var (known, alias) in _aliases) id = id.Replace(known, alias, StringComparison.Ordinal);
        return string.Join('-', id.Split('-').Select(part => IsRandom(part) ? $"{part[..KeptOfPart]}…" : part));
    }

    internal string? Result(string function, string? json) => ResultWord.Of(json, resultType?.Invoke(function), Id);

    internal string? Payload(string? json) => ResultWord.Of(json, null, Id);

    internal static string Failure(FailureInfo failure) => failure.Type.Split('.', '+')[^1];

    // Texts of exceptions hold keys only; an address in one of a library is not shown all the same.
    internal string Reason(FailureInfo failure)
    {
        var first = failure.Message.Split('\n')[0].Trim();
        var words = first.Split(' ').Select(word => word.Contains('@', StringComparison.Ordinal) ? "…" : Id(word));
        var reason = string.Join(' ', words);
        return reason.Length > LongestReason ? $"{reason[..LongestReason]}…" : reason;
    }

    private static bool IsRandom(string part) => part.Length > LongestPart && part.Any(char.IsAsciiDigit);

    private static Type? Given(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : null;
}
