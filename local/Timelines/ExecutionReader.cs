using Smart.Local.Durable;

namespace Smart.Local.Timelines;

/// <summary>Reads one execution: what was asked for and what came of it meet in one line when nothing else happened between.</summary>
internal sealed class ExecutionReader(TimelineWords words)
{
    private readonly List<TimelineLine> _lines = [];
    private readonly Dictionary<int, (string Name, string? Input, int Line)> _asked = [];
    private readonly Dictionary<(string Name, string? Input), int> _failures = [];
    private string _orchestrator = "";
    private bool _ran;

    public List<TimelineLine> Read(IEnumerable<HistoryEvent> events, bool begins)
    {
        foreach (var line in events)
        {
            if (line is ExecutionStarted started) _orchestrator = started.Name;
            _ran |= line is EpisodeStarted;
            if (Tell(line, begins) is { } told) _lines.Add(told);
        }

        return _lines;
    }

    private TimelineLine? Tell(HistoryEvent line, bool begins) => line switch
    {
        ExecutionStarted when !begins => null,
        ExecutionStarted { Parent: { } parent } => new(line.At, TimelineKind.Begins, Note: $"asked by {words.Id(parent.InstanceId)}"),
        ExecutionStarted => new(line.At, TimelineKind.Begins),
        ActivityScheduled activity => Asked(activity.Id, activity.Name, activity.Input, new(line.At, TimelineKind.Asks, activity.Name)),
        ActivityCompleted done => Came(done.Id, TimelineKind.Done, line.At, name => words.Result(name, done.Result)),
        ActivityFailed failed => Failed(failed.Id, TimelineKind.Fails, line.At, failed.Failure),
        TimerCreated timer => new(line.At, TimelineKind.Waits, Note: $"until {TimelineTime.Until(line.At, timer.FireAt)}"),
        TimerFired => new(line.At, TimelineKind.Wakes),
        TimerCanceled => new(line.At, TimelineKind.StopsWaiting),
        ChildStarted child => Asked(child.Id, child.Name, child.Input, new(line.At, TimelineKind.Child, child.Name, Note: $"as {words.Id(child.InstanceId)}")),
        ChildCompleted done => Came(done.Id, TimelineKind.ChildDone, line.At, name => words.Result(name, done.Result)),
        ChildFailed failed => Failed(failed.Id, TimelineKind.ChildFails, line.At, failed.Failure),
        ChildTerminationSent child => new(line.At, TimelineKind.Child, "", Note: $"{words.Id(child.InstanceId)} is told to end"),
        // Carried over by continue-as-new, and told when it came.
        EventRaised when !begins && !_ran => null,
        EventRaised raised => new(line.At, TimelineKind.Hears, raised.Name, words.Payload(raised.Payload)),
        EventSent sent => new(line.At, TimelineKind.Says, sent.Name, words.Payload(sent.Payload), $"to {words.Id(sent.Target)}"),
        ExecutionSuspended => new(line.At, TimelineKind.Control, "is suspended"),
        ExecutionResumed => new(line.At, TimelineKind.Control, "goes on"),
        StepNotSeen => new(line.At, TimelineKind.Control, "did something that was not recorded"),
        ExecutionTerminated => new(line.At, TimelineKind.Terminated),
        ExecutionFinished { Failure: { } failure } => new(line.At, TimelineKind.Breaks, "", TimelineWords.Failure(failure), words.Reason(failure)),
        ExecutionFinished finished => new(line.At, TimelineKind.Ends, "", words.Result(_orchestrator, finished.Output)),
        _ => null,
    };

    private TimelineLine Asked(int id, string name, string? input, TimelineLine line)
    {
        _asked[id] = (name, input, _lines.Count);
        var failed = _failures.GetValueOrDefault((name, input));
        return failed == 0 ? line : line with { Note = Join(line.Note, $"attempt {failed + 1}") };
    }

    private TimelineLine? Came(int id, TimelineKind kind, DateTimeOffset at, Func<string, string?> result)
    {
        var asked = Answered(id);
        _failures.Remove((asked.Name, asked.Input));
        var word = result(asked.Name) ?? "done";
        if (!MayMeet(asked.Line, at)) return new(at, kind, asked.Name, word);
        _lines[asked.Line] = _lines[asked.Line] with { Result = word };
        return null;
    }

    private TimelineLine Failed(int id, TimelineKind kind, DateTimeOffset at, FailureInfo failure)
    {
        var asked = Answered(id);
        _failures[(asked.Name, asked.Input)] = _failures.GetValueOrDefault((asked.Name, asked.Input)) + 1;
        return new(at, kind, asked.Name, TimelineWords.Failure(failure), words.Reason(failure));
    }

    private (string Name, string? Input, int Line) Answered(int id) => _asked.GetValueOrDefault(id, ("something not recorded", null, -1));

    // Within the same minute, and only other requests since: nothing changes places.
    private bool MayMeet(int line, DateTimeOffset at) =>
        line >= 0
        && TimelineTime.IsSameMinute(_lines[line].At, at)
        && _lines.Skip(line).All(since => since.Kind is TimelineKind.Asks or TimelineKind.Child);

    private static string Join(string? first, string second) => first is null ? second : $"{first}, {second}";
}
