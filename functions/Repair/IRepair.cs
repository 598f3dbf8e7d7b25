using Microsoft.DurableTask.Client;
using Smart.Shared.Storage;

namespace Smart.Functions.Repair;

/// <summary>Finishes what a work row names. Registered once a purpose; the sweep finds it by <see cref="Purpose"/>.</summary>
public interface IRepair
{
    /// <summary>The purpose of the rows it takes.</summary>
    WorkPurpose Purpose { get; }

    /// <summary>Finishes what can be finished. Repeating it, or running beside the one who is at it, is harmless.</summary>
    /// <param name="row">The row, older than <see cref="RepairSweep.Patience"/>.</param>
    /// <param name="client">Starts and wakes orchestrations.</param>
    /// <param name="cancellationToken">Ends the repair.</param>
    /// <returns>True when the tables say that the thing is done: the row is deleted. False to look again.</returns>
    Task<bool> RepairAsync(WorkRow row, DurableTaskClient client, CancellationToken cancellationToken);
}
