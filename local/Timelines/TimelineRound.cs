namespace Smart.Local.Timelines;

/// <summary>The lines of one execution, or of several that did the same one after another.</summary>
/// <param name="Lines">What it did; of several, what the first did between its waits.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Until">The end of the last of them.</param>
/// <param name="Wakings">Of several: what ended their waits, and how often.</param>
public sealed record TimelineRound(IReadOnlyList<TimelineLine> Lines, int Count, DateTimeOffset Until, string Wakings)
{
    /// <summary>Draws executions together that did the same.</summary>
    /// <param name="alike">Their lines, execution by execution.</param>
    internal static TimelineRound Of(IReadOnlyList<IReadOnlyList<TimelineLine>> alike) => alike.Count == 1
        ? new TimelineRound(alike[0], 1, alike[0][^1].At, "")
        : new TimelineRound([.. Steps(alike[0])], alike.Count, alike[^1][^1].At, WakingsOf(alike));

    /// <summary>Whether two executions did the same, whenever they did it, and whatever woke them.</summary>
    internal static bool AreAlike(IReadOnlyList<TimelineLine> first, IReadOnlyList<TimelineLine> second) =>
        first[^1].Kind == second[^1].Kind
        && first[^1].Kind is TimelineKind.Renews or TimelineKind.Ends
        && Steps(first).Select(Timeless).SequenceEqual(Steps(second).Select(Timeless));

    private static IEnumerable<TimelineLine> Steps(IReadOnlyList<TimelineLine> lines) => lines.Where(line => line.Kind
        is not (TimelineKind.Waits or TimelineKind.Wakes or TimelineKind.StopsWaiting or TimelineKind.Hears or TimelineKind.Renews));

    private static TimelineLine Timeless(TimelineLine line) => line with { At = default, Note = null };

    private static string WakingsOf(IReadOnlyList<IReadOnlyList<TimelineLine>> alike)
    {
        var wakings = alike.SelectMany(lines => lines)
            .Where(line => line.Kind is TimelineKind.Wakes or TimelineKind.Hears)
            .GroupBy(line => line.Kind == TimelineKind.Wakes ? "the time had come" : $"heard {line.Subject}{(line.Result is null ? "" : $": {line.Result}")}", StringComparer.Ordinal);
        return string.Join(", ", wakings.Select(waking => $"{waking.Key} {Times(waking.Count())}"));
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
