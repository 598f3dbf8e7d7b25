using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace Smart.Local.Durable;

/// <summary>
/// Replays recorded histories against the code of today. Names of what is asked for must be the same, inputs may differ: a replay
/// takes those of the history.
/// </summary>
public static class HistoryReplay
{
    /// <summary>Replays a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="orchestrator">The orchestrator of that name as it is today; null when there is none.</param>
    /// <returns>What no longer fits; null when all does.</returns>
    public static HistoryProblem? Check(RecordedHistory history, Func<TaskOrchestrationContext, Task<object?>>? orchestrator)
    {
        if (orchestrator is null)
        {
            return new HistoryProblem(history, new HistoryDifference(0, $"an orchestrator {history.Orchestrator}", "no function of that name"));
        }

        var row = new InstanceRow { Id = history.Instance, Name = history.Orchestrator, Version = history.Version, CreatedAt = history.Events[0].At };
        var request = new RunRequest(
            row,
            history.Events,
            history.Events.Count,
            orchestrator,
            new JsonDataConverter(new DurableEngineOptions().Json),
            NullLoggerFactory.Instance,
            static () => { });
        return DifferenceOf(history, OrchestrationRun.Execute(request)) is { } difference ? new HistoryProblem(history, difference) : null;
    }

    private static HistoryDifference? DifferenceOf(RecordedHistory history, RunResult result)
    {
        if (result.Difference is { } difference)
        {
            return difference;
        }

        var found = result.Actions.Count > 0 ? result.Actions[0].Describe() : Fits(history.End, result.Outcome) ? null : result.Outcome.Describe();
        return found is null ? null : new HistoryDifference(history.Events.Count, Describe(history.End), found);
    }

    private static bool Fits(ExecutionEnd end, Outcome outcome) => end switch
    {
        ExecutionEnd.Completed => outcome is Outcome.Finished { Failure: null },
        ExecutionEnd.Failed => outcome is Outcome.Finished { Failure: not null },
        ExecutionEnd.ContinuedAsNew => outcome is Outcome.ContinuedAsNew,
        _ => outcome is Outcome.Waiting,
    };

    private static string Describe(ExecutionEnd end) => end switch
    {
        ExecutionEnd.Completed => "the end",
        ExecutionEnd.Failed => "a failure",
        ExecutionEnd.ContinuedAsNew => "a new execution",
        _ => "a wait",
    };
}
