namespace Smart.Local.Timelines;

/// <summary>What a line of a timeline tells.</summary>
public enum TimelineKind
{
    /// <summary>The instance begins.</summary>
    Begins,

    /// <summary>An activity is asked for; with a result when it is done in the same minute.</summary>
    Asks,

    /// <summary>An activity asked for earlier is done.</summary>
    Done,

    /// <summary>An activity threw.</summary>
    Fails,

    /// <summary>A timer is set.</summary>
    Waits,

    /// <summary>A timer came due.</summary>
    Wakes,

    /// <summary>A timer was taken back.</summary>
    StopsWaiting,

    /// <summary>An event came in.</summary>
    Hears,

    /// <summary>An event was sent to another instance.</summary>
    Says,

    /// <summary>A sub-orchestration is started, or told to end.</summary>
    Child,

    /// <summary>A sub-orchestration ended.</summary>
    ChildDone,

    /// <summary>A sub-orchestration failed.</summary>
    ChildFails,

    /// <summary>Halted or resumed on request.</summary>
    Control,

    /// <summary>Continues as new.</summary>
    Renews,

    /// <summary>Ends by itself, well.</summary>
    Ends,

    /// <summary>Ends by itself, with a failure.</summary>
    Breaks,

    /// <summary>Ended from outside.</summary>
    Terminated,
}

/// <summary>A line of a timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Subject">The activity, event or child it is about; empty for none.</param>
/// <param name="Result">What came of it, in a word or two.</param>
/// <param name="Note">What differs from round to round: an instant, an attempt, a message.</param>
public sealed record TimelineLine(DateTimeOffset At, TimelineKind Kind, string Subject = "", string? Result = null, string? Note = null);

/// <summary>Whose timeline it is.</summary>
/// <param name="Name">Name of the orchestrator.</param>
/// <param name="InstanceId">Id of the instance.</param>
/// <param name="Status">Where it stands.</param>
public sealed record TimelineSubject(string Name, string InstanceId, Microsoft.DurableTask.Client.OrchestrationRuntimeStatus Status);
