using System.Text.RegularExpressions;

namespace Smart.Local.Durable;

/// <summary>The history of one execution, kept to see whether later code still replays it.</summary>
/// <param name="Orchestrator">Name of the orchestrator.</param>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Version">The version it was started with; empty when unversioned.</param>
/// <param name="End">How the execution ended.</param>
/// <param name="Events">Its events in order.</param>
public sealed partial record RecordedHistory(
    string Orchestrator, string Instance, string Version, ExecutionEnd End, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>
    /// What happened, in short: orchestrator, what it asked for and what woke it, each once, and the end. Executions of one name
    /// took the same way, so one of them is kept.
    /// </summary>
    public string Name => $"{Orchestrator}.{string.Join('-', Events.Select(Word).OfType<string>().Distinct(StringComparer.Ordinal))}.{End}";

    /// <summary>Takes an execution in, without what differs from one recording to the next.</summary>
    /// <param name="execution">The execution.</param>
    public static RecordedHistory Of(EndedExecution execution) => new(
        execution.Row.Name, execution.Row.Id, execution.Row.Version, execution.End, [.. execution.History.Select(Stable)]);

    private static string? Word(HistoryEvent @event) => @event switch
    {
        ActivityScheduled activity => activity.Name,
        ActivityFailed => "failure",
        ChildStarted child => child.Name,
        ChildFailed => "failure",
        TimerFired => "timer",
        EventRaised raised => raised.Name,
        EventSent sent => $"send{sent.Name}",
        _ => null,
    };

    // Stack traces change with the lines of the code, and entity tags are made of the time on the wall.
    private static HistoryEvent Stable(HistoryEvent @event) => @event switch
    {
        ExecutionStarted started => started with { Input = Stable(started.Input) },
        ActivityScheduled activity => activity with { Input = Stable(activity.Input) },
        ActivityFailed failed => failed with { Failure = Stable(failed.Failure) },
        ChildFailed failed => failed with { Failure = Stable(failed.Failure) },
        ExecutionFinished { Failure: { } failure } finished => finished with { Failure = Stable(failure) },
        _ => @event,
    };

    private static FailureInfo Stable(FailureInfo failure) =>
        failure with { Stack = null, Inner = failure.Inner is { } inner ? Stable(inner) : null };

    private static string? Stable(string? json) => json is null ? null : EntityTag.Replace(json, "datetime'0'");

    [GeneratedRegex("datetime('|\\\\u0027)[^'\\\\]*('|\\\\u0027)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EntityTag { get; }
}
