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
    internal sealed record Waiting : Outcome;

    internal sealed record Finished(string? Output, FailureInfo? Failure) : Outcome;

    internal sealed record ContinuedAsNew(string? Input, IReadOnlyList<EventRaised> Carried) : Outcome;
}

/// <summary>What a run asked for beyond its history.</summary>
internal sealed record RunResult(IReadOnlyList<ActionEvent> Actions, Outcome Outcome, Text? CustomStatus);
