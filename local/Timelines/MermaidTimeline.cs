using System.Text;
using Smart.Local.Durable;

namespace Smart.Local.Timelines;

/// <summary>
/// A timeline as a Mermaid sequence diagram: the orchestration, its activities, its children and the world outside, each only when
/// it takes part.
/// </summary>
public static class MermaidTimeline
{
    /// <summary>The orchestration itself.</summary>
    internal const string Self = "o";

    private const string Activities = "a", Children = "c", Outside = "w";

    /// <summary>Writes its source.</summary>
    /// <param name="subject">Whose it is.</param>
    /// <param name="events">Its events in order: each execution begins with its start.</param>
    /// <param name="words">How ids and results are shown; as the histories have them when left out.</param>
    public static string Write(TimelineSubject subject, IReadOnlyList<HistoryEvent> events, TimelineWords? words = null)
    {
        var rounds = TimelineReader.Read(events, words ?? TimelineWords.Plain);
        var text = new StringBuilder("sequenceDiagram\n");
        Participants(text, subject, [.. rounds.SelectMany(round => round.Lines)]);
        var diagram = new Diagram(text);
        foreach (var round in rounds)
        {
            // A day that begins with a loop is named before it.
            diagram.Day(round.Lines[0].At);
            if (round.Count > 1) diagram.Arrow($"loop {Safe(TextTimeline.Together(round))}");
            foreach (var line in round.Lines)
            {
                diagram.Day(line.At);
                if (Arrows(line) is { } arrows) diagram.Arrow(arrows);
                else diagram.Note($"{TimelineTime.Minute(line.At)} {Standing(line)}");
            }

            if (round.Count > 1) diagram.Arrow("end");
        }

        diagram.End();
        return text.ToString();
    }

    private static void Participants(StringBuilder text, TimelineSubject subject, IReadOnlyList<TimelineLine> lines)
    {
        if (Has(TimelineKind.Hears, TimelineKind.Says)) text.Append($"    participant {Outside} as outside\n");
        text.Append($"    participant {Self} as {Safe(subject.Name)}\n");
        if (Has(TimelineKind.Asks, TimelineKind.Done, TimelineKind.Fails)) text.Append($"    participant {Activities} as activities\n");
        if (Has(TimelineKind.Child, TimelineKind.ChildDone, TimelineKind.ChildFails)) text.Append($"    participant {Children} as children\n");

        bool Has(params ReadOnlySpan<TimelineKind> kinds)
        {
            foreach (var line in lines)
            {
                if (kinds.Contains(line.Kind)) return true;
            }

            return false;
        }
    }

    // Null for what is told by a note.
    private static string[]? Arrows(TimelineLine line)
    {
        var (time, note) = (TimelineTime.Minute(line.At), line.Note is null ? "" : $" ({Safe(line.Note)})");
        var (subject, result) = (Safe(line.Subject), Safe(line.Result ?? ""));
        return line.Kind switch
        {
            TimelineKind.Asks => Call(Activities, $"{time} {subject}{note}", line.Result),
            TimelineKind.Child => Call(Children, $"{time} {(subject.Length == 0 ? "child" : subject)}{note}", line.Result),
            TimelineKind.Done => [$"{Activities}-->>{Self}: {time} {subject} → {result}"],
            TimelineKind.ChildDone => [$"{Children}-->>{Self}: {time} {subject} → {result}"],
            TimelineKind.Fails => [$"{Activities}--x{Self}: {time} {subject} fails, {result}{note}"],
            TimelineKind.ChildFails => [$"{Children}--x{Self}: {time} {subject} fails, {result}{note}"],
            TimelineKind.Hears => [$"{Outside}-){Self}: {time} {Joined(subject, result)}"],
            TimelineKind.Says => [$"{Self}-){Outside}: {time} {Joined(subject, result)}{note}"],
            _ => null,
        };
    }

    private static string[] Call(string whom, string what, string? result) =>
        result is null ? [$"{Self}->>{whom}: {what}"] : [$"{Self}->>{whom}: {what}", $"{whom}-->>{Self}: {Safe(result)}"];

    private static string Standing(TimelineLine line) => Safe(TextTimeline.Sentence(line));

    private static string Joined(string subject, string result) => result.Length == 0 ? subject : $"{subject}: {result}";

    // These mean something to Mermaid within a message, angle brackets to the page around it.
    private static string Safe(string text) => string.Concat(text.Select(character => character switch
    {
        '#' => "#35;",
        ';' => "#59;",
        '<' => "#lt;",
        '>' => "#gt;",
        '\n' or '\r' => " ",
        _ => character.ToString(),
    }));
}
