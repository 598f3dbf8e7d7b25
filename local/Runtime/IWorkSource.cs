namespace Smart.Local.Runtime;

/// <summary>A source of work that the pump drives: the durable engine, the broker, the timer schedule.</summary>
public interface IWorkSource
{
    /// <summary>What the source is called in logs and on the console.</summary>
    string Name { get; }

    /// <summary>
    /// When the next piece of work is due (now or earlier: ready), with a sequence that breaks ties; null when there is
    /// none. Cheap, in memory.
    /// </summary>
    WorkDue? NextDue();

    /// <summary>
    /// Runs one piece of ready work (one orchestrator episode, one activity, one message, one timer function).
    /// False when none was ready. May be called by several workers at once.
    /// </summary>
    Task<bool> RunOneAsync(CancellationToken cancellationToken);

    /// <summary>Raised when <see cref="NextDue"/> may have become earlier, on any thread: wakes a sleeping pump.</summary>
    event EventHandler? WorkArrived;
}

/// <summary>When a piece of work is due; of two at the same instant the lower sequence comes first.</summary>
/// <param name="At">The instant, on the clock of the runtime.</param>
/// <param name="Sequence">The tie breaker.</param>
public readonly record struct WorkDue(DateTimeOffset At, long Sequence);
