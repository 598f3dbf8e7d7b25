using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>
/// What the engine must know of an instance without its history: where it stands and which work is pending.
/// Executions and episodes count up for as long as the row lives, so a late message can be told from a current one.
/// </summary>
public sealed record InstanceRow
{
    /// <summary>Id of the instance.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the orchestrator.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; empty when unversioned.</summary>
    public string Version { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The current execution; continue-as-new raises it.</summary>
    public int Execution { get; init; } = 1;

    /// <summary>The execution this start began with; events sent to an older one are dropped.</summary>
    public int FirstExecution { get; init; } = 1;

    /// <summary>The last committed batch of history.</summary>
    public int Episode { get; init; }

    /// <summary>Whether the current execution has not had its first episode.</summary>
    public bool NeedsStart { get; init; }

    /// <summary>Not before this instant, when it needs its start.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Who waits for the result.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>Timers set, neither fired nor canceled.</summary>
    public IReadOnlyList<PendingTimer> Timers { get; init; } = [];

    /// <summary>Activities whose outcome is not in the history yet.</summary>
    public IReadOnlyList<int> Activities { get; init; } = [];

    /// <summary>Batches whose messages to other instances are not known to have arrived.</summary>
    public IReadOnlyList<BatchRef> Undelivered { get; init; } = [];

    /// <summary>Tags given at the start.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it ended.</summary>
    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Whether a restarted engine must take it up.</summary>
    public bool IsLive => !IsFinished || Undelivered.Count > 0;
}

/// <summary>A timer that waits.</summary>
/// <param name="Id">The number of the action.</param>
/// <param name="FireAt">When it fires.</param>
public sealed record PendingTimer(int Id, DateTimeOffset FireAt);

/// <summary>One committed batch of history, and the number of rows it takes.</summary>
/// <param name="Execution">The execution it belongs to.</param>
/// <param name="Episode">Its number.</param>
/// <param name="Rows">How many rows hold it.</param>
public sealed record BatchRef(int Execution, int Episode, int Rows = 1);

/// <summary>The texts of an instance that only its readers need.</summary>
/// <param name="Input">The input as JSON.</param>
/// <param name="Output">The output as JSON.</param>
/// <param name="CustomStatus">The custom status as JSON.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record InstanceTexts(string? Input, string? Output, string? CustomStatus, FailureInfo? Failure);

/// <summary>A message that waits for the next episode of its receiver.</summary>
/// <param name="Key">Unique within the receiver.</param>
/// <param name="Execution">The execution it is meant for.</param>
/// <param name="Sequence">Order of arrival.</param>
/// <param name="Event">What happened.</param>
public sealed record InboxMessage(string Key, int Execution, long Sequence, HistoryEvent Event);
