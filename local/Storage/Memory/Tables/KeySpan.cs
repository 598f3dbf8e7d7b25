namespace Smart.Local.Storage.Memory.Tables;

/// <summary>A stretch of keys in ordinal order.</summary>
/// <param name="From">The first key.</param>
/// <param name="Before">The first key that is no longer in it; null: it has no end.</param>
internal readonly record struct KeySpan(string From, string? Before)
{
    /// <summary>Every key.</summary>
    public static IReadOnlyList<KeySpan> All { get; } = [new("", null)];

    /// <summary>True when it holds one key alone.</summary>
    public bool IsOne => Before is not null && Before == After(From);

    private bool IsEmpty => Before is not null && string.CompareOrdinal(From, Before) >= 0;

    /// <summary>The keys that compare with a value as an operator says.</summary>
    public static IReadOnlyList<KeySpan> Of(ComparisonOperator comparison, string value) => comparison switch
    {
        ComparisonOperator.Equal => [new(value, After(value))],
        ComparisonOperator.GreaterOrEqual => [new(value, null)],
        ComparisonOperator.Greater => [new(After(value), null)],
        ComparisonOperator.Less => [new("", value)],
        ComparisonOperator.LessOrEqual => [new("", After(value))],
        _ => All,
    };

    /// <summary>What two sets of stretches share.</summary>
    public static IReadOnlyList<KeySpan> Shared(IReadOnlyList<KeySpan> left, IReadOnlyList<KeySpan> right) =>
        Joined(from a in left from b in right select new KeySpan(Later(a.From, b.From), Earlier(a.Before, b.Before)));

    /// <summary>Stretches in order, without overlap.</summary>
    public static IReadOnlyList<KeySpan> Joined(IEnumerable<KeySpan> spans)
    {
        var joined = new List<KeySpan>();
        foreach (var span in spans.Where(span => !span.IsEmpty).OrderBy(span => span.From, StringComparer.Ordinal))
        {
            if (joined.Count > 0 && joined[^1] is var last && (last.Before is null || string.CompareOrdinal(span.From, last.Before) <= 0))
                joined[^1] = last with { Before = last.Before is null || span.Before is null ? null : Later(last.Before, span.Before) };
            else
                joined.Add(span);
        }

        return joined;
    }

    /// <summary>True when a key lies before the end.</summary>
    public bool Reaches(string key) => Before is null || string.CompareOrdinal(key, Before) < 0;

    /// <summary>The next key there can be.</summary>
    private static string After(string key) => key + '\0';

    private static string Later(string left, string right) => string.CompareOrdinal(left, right) >= 0 ? left : right;

    private static string? Earlier(string? left, string? right)
    {
        if (left is null || right is null) return left ?? right;
        return string.CompareOrdinal(left, right) <= 0 ? left : right;
    }
}
