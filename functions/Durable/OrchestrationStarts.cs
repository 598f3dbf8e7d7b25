using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Durable;

/// <summary>The one way to start an orchestration.</summary>
public static class OrchestrationStarts
{
    private static readonly OrchestrationRuntimeStatus[] Live =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <summary>
    /// Starts an instance unless it lives already: both are success. Without the named statuses a live instance would be
    /// terminated and replaced. An instance that has ended is started anew: the caller knows from the tables that it must be.
    /// </summary>
    /// <returns>True when this call started it.</returns>
    public static async Task<bool> StartOnceAsync(
        this DurableTaskClient client, TaskName name, object? input, string instanceId, CancellationToken cancellationToken = default)
    {
        var options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses(Live);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, options, cancellationToken);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }
}
