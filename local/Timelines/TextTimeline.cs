using System.Text;
using Smart.Local.Durable;
using Smart.Shared.Calendar;

namespace Smart.Local.Timelines;

/// <summary>A timeline as plain text: the date once a day, a line a step, times of Brussels.</summary>
public static class TextTimeline
{
    /// <summary>Writes it.</summary>
    /// <param name="subject">Whose it is.</param>
    /// <param name="events">Its events in order: each execution begins with its start.</param>
    /// <param name="words">How ids and results are shown; as the histories have them when left out.</param>
    public static string Write(TimelineSubject subject, IReadOnlyList<HistoryEvent> events, TimelineWords? words = null)
    {
        words ??= TimelineWords.Plain;
        var text = new StringBuilder().Append($"{subject.Name} {words.Id(subject.InstanceId)}: {subject.Status}\n");
        DateOnly? day = null;
        foreach (var round in TimelineReader.Read(events, words))
        {
            foreach (var line in round.Lines)
            {
                if (day != BusinessClock.DateOf(line.At)) text.Append($"{TimelineTime.Day(line.At)}\n");
                day = BusinessClock.DateOf(line.At);
                text.Append($"  {TimelineTime.Minute(line.At)}  {Sentence(line)}\n");
            }

            if (round.Count > 1) text.Append($"         {Together(round)}\n");
        }

        return text.ToString();
    }

    /// <summary>How often executions did the same, until when, and what woke them.</summary>
    internal static string Together(TimelineRound round)
    {
        var until = TimelineTime.IsSameMinute(round.Lines[0].At, round.Until) ? "" : $", until {TimelineTime.Until(round.Lines[0].At, round.Until)}";
        return $"{round.Count} times{until}{(round.Wakings.Length == 0 ? "" : $": {round.Wakings}")}";
    }

    /// <summary>What a line tells, in words.</summary>
    internal static string Sentence(TimelineLine line)
    {
        var said = line.Kind switch
        {
            TimelineKind.Begins => "begins",
            TimelineKind.Asks when line.Result is null => $"asks for {line.Subject}",
            TimelineKind.Asks or TimelineKind.Done => $"{line.Subject} → {line.Result}",
            TimelineKind.Fails or TimelineKind.ChildFails => $"{line.Subject} fails: {line.Result}",
            TimelineKind.Waits => "waits",
            TimelineKind.Wakes => "the time has come",
            TimelineKind.StopsWaiting => "waits no longer",
            TimelineKind.Hears => $"hears {Named(line)}",
            TimelineKind.Says => $"says {Named(line)}",
            TimelineKind.Child when line.Subject.Length == 0 => "child",
            TimelineKind.Child => line.Result is null ? $"starts {line.Subject}" : $"{line.Subject} → {line.Result}",
            TimelineKind.ChildDone => $"{line.Subject} → {line.Result}",
            TimelineKind.Control => line.Subject,
            TimelineKind.Renews => "continues as new",
            TimelineKind.Ends => line.Result is null ? "ends" : $"ends: {line.Result}",
            TimelineKind.Breaks => $"fails: {line.Result}",
            TimelineKind.Terminated => "is terminated",
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "Unknown kind of line."),
        };
        return line.Note is null ? said : line.Kind == TimelineKind.Waits ? $"{said} {line.Note}" : $"{said} ({line.Note})";
    }

    private static string Named(TimelineLine line) => line.Result is null ? line.Subject : $"{line.Subject}: {line.Result}";
}
