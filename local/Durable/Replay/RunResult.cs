using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Smart.Local.Durable;

/// <summary>What one run over a history needs.</summary>
internal sealed record RunRequest(
    InstanceRow Row,
    IReadOnlyList<HistoryEvent> History,
    int NewFrom,
    Func<TaskOrchestrationContext, Task<object?>>? Orchestrator,
    DataConverter Converter,
    ILoggerFactory LoggerFactory,
    Action ForeignAwait);

/// <summary>How an orchestrator stands after its events.</summary>
internal abstract record Outcome
{
    /// <summary>In words for an error message.</summary>
    internal string Describe() => this switch
    {
        Finished { Failure: { } failure } => $"the failure {failure.Type}: {failure.Message}",
        Finished finished => $"the end with {finished.Output ?? "nothing"}",
        ContinuedAsNew next => $"a new execution with {next.Input ?? "nothing"}",
        _ => "a wait",
    };

    internal sealed record Waiting : Outcome;

    internal sealed record Finished(string? Output, FailureInfo? Failure) : Outcome;

    internal sealed record ContinuedAsNew(string? Input, IReadOnlyList<EventRaised> Carried) : Outcome;
}

/// <summary>What a run asked for beyond its history.</summary>
internal sealed record RunResult(IReadOnlyList<ActionEvent> Actions, Outcome Outcome, Text? CustomStatus)
{
    /// <summary>Where it differed from its history, when that made it fail.</summary>
    internal HistoryDifference? Difference { get; init; }
}
