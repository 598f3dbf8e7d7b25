using System.Text.Json.Serialization;

namespace Smart.Local.Durable;

/// <summary>
/// One line of an orchestration's history. The discriminators and property names are stored: renaming one needs a migration.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(EpisodeStarted), "episode")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminated")]
[JsonDerivedType(typeof(ExecutionFinished), "finished")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(ActivityCompleted), "activityDone")]
[JsonDerivedType(typeof(ActivityFailed), "activityFailed")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerCanceled), "timerCanceled")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(ChildStarted), "child")]
[JsonDerivedType(typeof(ChildCompleted), "childDone")]
[JsonDerivedType(typeof(ChildFailed), "childFailed")]
[JsonDerivedType(typeof(ChildTerminationSent), "childTerminate")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
public abstract record HistoryEvent
{
    /// <summary>When it was recorded, on the clock of the runtime.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>The orchestrator asked for this; it has a number within its execution, and a replay must ask for it again.</summary>
/// <param name="Id">The number, from 0.</param>
public abstract record ActionEvent(int Id) : HistoryEvent
{
    /// <summary>What was asked for, in words for an error message.</summary>
    /// <returns>For example "activity Book (#3)".</returns>
    public abstract string Describe();
}

/// <summary>The outcome of an earlier action.</summary>
/// <param name="Id">The number of that action.</param>
public abstract record ResultEvent(int Id) : HistoryEvent;

/// <summary>An execution begins: by a start, or by continue-as-new.</summary>
/// <param name="Name">Name of the orchestrator.</param>
/// <param name="Input">The input as JSON, or null.</param>
/// <param name="Version">The version asked for; empty when unversioned.</param>
/// <param name="Parent">Who waits for the result, if anyone.</param>
public sealed record ExecutionStarted(string Name, string? Input, string Version, ParentLink? Parent) : HistoryEvent;

/// <summary>The orchestrator ran because of the events that follow; its clock shows this instant.</summary>
public sealed record EpisodeStarted : HistoryEvent;

/// <summary>Processing was halted on request.</summary>
/// <param name="Reason">Why.</param>
public sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

/// <summary>Processing went on again on request.</summary>
/// <param name="Reason">Why.</param>
public sealed record ExecutionResumed(string? Reason) : HistoryEvent;

/// <summary>Ended from outside.</summary>
/// <param name="Output">The output given by who ended it, as JSON.</param>
/// <param name="Recursive">Whether its running children end too.</param>
public sealed record ExecutionTerminated(string? Output, bool Recursive) : HistoryEvent;

/// <summary>The execution ended by itself.</summary>
/// <param name="Output">The output as JSON.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record ExecutionFinished(string? Output, FailureInfo? Failure) : HistoryEvent;

/// <summary>An activity was asked for.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Name">Name of the activity.</param>
/// <param name="Input">The input as JSON.</param>
public sealed record ActivityScheduled(int Id, string Name, string? Input) : ActionEvent(Id)
{
    /// <inheritdoc />
    public override string Describe() => $"activity {Name} (#{Id})";
}

/// <summary>An activity ended well.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Result">The result as JSON.</param>
public sealed record ActivityCompleted(int Id, string? Result) : ResultEvent(Id);

/// <summary>An activity threw.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Failure">What it threw.</param>
public sealed record ActivityFailed(int Id, FailureInfo Failure) : ResultEvent(Id);

/// <summary>A timer was set.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="FireAt">When it fires.</param>
public sealed record TimerCreated(int Id, DateTimeOffset FireAt) : ActionEvent(Id)
{
    /// <inheritdoc />
    public override string Describe() => $"timer (#{Id})";
}

/// <summary>A timer was taken back.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="TimerId">The number of the timer.</param>
public sealed record TimerCanceled(int Id, int TimerId) : ActionEvent(Id)
{
    /// <inheritdoc />
    public override string Describe() => $"cancellation (#{Id}) of timer #{TimerId}";
}

/// <summary>A timer came due.</summary>
/// <param name="Id">The number of the timer.</param>
public sealed record TimerFired(int Id) : ResultEvent(Id);

/// <summary>A sub-orchestration was asked for.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Name">Name of the orchestrator.</param>
/// <param name="InstanceId">Id of the child.</param>
/// <param name="Input">The input as JSON.</param>
/// <param name="Version">The version asked for.</param>
public sealed record ChildStarted(int Id, string Name, string InstanceId, string? Input, string Version) : ActionEvent(Id)
{
    /// <inheritdoc />
    public override string Describe() => $"sub-orchestration {Name} as {InstanceId} (#{Id})";
}

/// <summary>A sub-orchestration ended well.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Result">The result as JSON.</param>
public sealed record ChildCompleted(int Id, string? Result) : ResultEvent(Id);

/// <summary>A sub-orchestration failed, was terminated or could not start.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Failure">Why.</param>
public sealed record ChildFailed(int Id, FailureInfo Failure) : ResultEvent(Id);

/// <summary>A running child is told to end with its parent.</summary>
/// <param name="InstanceId">Id of the child.</param>
public sealed record ChildTerminationSent(string InstanceId) : HistoryEvent;

/// <summary>An external event came in.</summary>
/// <param name="Name">Its name, compared without regard to case.</param>
/// <param name="Payload">The payload as JSON.</param>
public sealed record EventRaised(string Name, string? Payload) : HistoryEvent;

/// <summary>An event was sent to another instance.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="Target">Id of the receiver.</param>
/// <param name="Name">Name of the event.</param>
/// <param name="Payload">The payload as JSON.</param>
public sealed record EventSent(int Id, string Target, string Name, string? Payload) : ActionEvent(Id)
{
    /// <inheritdoc />
    public override string Describe() => $"event {Name} to {Target} (#{Id})";
}

/// <summary>Where the result of a child goes; an earlier execution of the parent no longer takes it.</summary>
/// <param name="InstanceId">Id of the parent.</param>
/// <param name="Name">Orchestrator of the parent.</param>
/// <param name="Execution">The execution that asked.</param>
/// <param name="TaskId">The number of the action.</param>
public sealed record ParentLink(string InstanceId, string Name, int Execution, int TaskId);
