using System.Text;
using Smart.Shared.Calendar;

namespace Smart.Local.Timelines;

/// <summary>The body of a sequence diagram: notes that follow each other become one, and each day is named once.</summary>
internal sealed class Diagram(StringBuilder text)
{
    private readonly List<string> _notes = [];
    private DateOnly? _day;

    /// <summary>Names the day, unless it is the same as before.</summary>
    public void Day(DateTimeOffset at)
    {
        if (_day == BusinessClock.DateOf(at)) return;
        _day = BusinessClock.DateOf(at);
        End();
        _notes.Add(TimelineTime.Day(at));
    }

    /// <summary>Something that stands by itself.</summary>
    public void Note(string note) => _notes.Add(note);

    /// <summary>Arrows, or the beginning or end of a loop.</summary>
    public void Arrow(params ReadOnlySpan<string> arrows)
    {
        End();
        foreach (var arrow in arrows) text.Append($"    {arrow}\n");
    }

    /// <summary>Writes what is left.</summary>
    public void End()
    {
        if (_notes.Count > 0) text.Append($"    Note over {MermaidTimeline.Self}: {string.Join("<br/>", _notes)}\n");
        _notes.Clear();
    }
}
