using Smart.Local.Durable;

namespace Smart.Local.Timelines;

/// <summary>Turns histories into lines: one execution after another, those that did the same one after another drawn together.</summary>
public static class TimelineReader
{
    /// <summary>Reads what is known of one instance.</summary>
    /// <param name="events">Its events in order: each execution begins with its start.</param>
    /// <param name="words">How ids and results are shown.</param>
    public static IReadOnlyList<TimelineRound> Read(IReadOnlyList<HistoryEvent> events, TimelineWords words)
    {
        var groups = new List<List<IReadOnlyList<TimelineLine>>>();
        foreach (var lines in Lines(Executions(events), words))
        {
            if (groups.Count > 0 && TimelineRound.AreAlike(groups[^1][^1], lines)) groups[^1].Add(lines);
            else groups.Add([lines]);
        }

        return [.. groups.Select(TimelineRound.Of)];
    }

    private static IEnumerable<List<TimelineLine>> Lines(List<List<HistoryEvent>> executions, TimelineWords words)
    {
        var begins = true;
        for (var index = 0; index < executions.Count; index++)
        {
            var ends = executions[index].Exists(line => line is ExecutionFinished or ExecutionTerminated);
            var lines = new ExecutionReader(words).Read(executions[index], begins);
            // A history does not say that it continued as new; the start that follows does.
            var renews = !ends && index + 1 < executions.Count;
            if (renews) lines.Add(new TimelineLine(executions[index + 1][0].At, TimelineKind.Renews));
            if (renews && begins)
            {
                // Its start is no step that the executions after it could repeat.
                yield return lines[..1];
                lines.RemoveAt(0);
            }

            begins = ends;
            if (lines.Count > 0) yield return lines;
        }
    }

    private static List<List<HistoryEvent>> Executions(IReadOnlyList<HistoryEvent> events)
    {
        var executions = new List<List<HistoryEvent>>();
        foreach (var line in events)
        {
            if (executions.Count == 0 || line is ExecutionStarted) executions.Add([]);
            executions[^1].Add(line);
        }

        return executions;
    }
}
