namespace Smart.Local.Runtime;

/// <summary>What started a function.</summary>
public enum TriggerKind
{
    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>A schedule.</summary>
    Timer,

    /// <summary>A message of a queue.</summary>
    Queue,

    /// <summary>The durable engine, to run an episode of an orchestration.</summary>
    Orchestration,

    /// <summary>The durable engine, to run an activity.</summary>
    Activity,
}

/// <summary>One invocation that has ended.</summary>
/// <param name="Sequence">Its place in the order of endings.</param>
/// <param name="At">When it ended, on the clock of the runtime.</param>
/// <param name="Kind">What started it.</param>
/// <param name="Function">The function's name.</param>
/// <param name="Key">The path, occurrence, message id or instance id.</param>
/// <param name="Error">Type and message of the exception it ended with; null when it succeeded.</param>
public sealed record TraceEntry(long Sequence, DateTimeOffset At, TriggerKind Kind, string Function, string Key, string? Error)
{
    /// <summary>Whether it ended without an exception.</summary>
    public bool Succeeded => Error is null;

    /// <inheritdoc />
    public override string ToString()
        => $"{At:yyyy-MM-dd HH:mm:ss}Z {Kind} {Function} {Key}{(Error is null ? "" : $": {Error}")}";
}
