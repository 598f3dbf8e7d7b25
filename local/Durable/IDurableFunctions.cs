using Microsoft.DurableTask;

namespace Smart.Local.Durable;

/// <summary>The orchestrators and activities that the engine runs, as the host found them.</summary>
public interface IDurableFunctions
{
    /// <summary>Finds an orchestrator; it reads its input from its context.</summary>
    /// <param name="name">Name, compared without regard to case.</param>
    /// <returns>The orchestrator, or null when there is none of that name.</returns>
    Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name);

    /// <summary>Runs an activity.</summary>
    /// <param name="name">Name, compared without regard to case.</param>
    /// <param name="input">The input as JSON, or null.</param>
    /// <param name="instanceId">The instance that asked.</param>
    /// <param name="cancellationToken">Canceled when the runtime stops; the activity is then run again later.</param>
    /// <returns>The result as JSON, or null.</returns>
    Task<string?> RunActivityAsync(string name, string? input, string instanceId, CancellationToken cancellationToken);
}
