using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Functions.Repair;

/// <summary>Every five minutes, finishes what was begun and not ended: what work rows older than a few minutes name.</summary>
public sealed partial class RepairSweep(IEnumerable<IRepair> repairs, WorkIndex work, BusinessClock clock, ILogger<RepairSweep> log)
{
    private readonly Dictionary<WorkPurpose, IRepair> _repairs = repairs.ToDictionary(repair => repair.Purpose);

    /// <summary>What is younger is probably still under way.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The timer: UTC, for hosting plans on Linux have no time-zone setting.</summary>
    [Function(nameof(RepairSweep))]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (_repairs.Count == 0) return;
        await foreach (var row in work.DueAsync(clock.Today, _repairs.Keys, cancellationToken))
        {
            if (clock.Now - row.WrittenAt < Patience) continue;
            await TryAsync(row, client, cancellationToken);
        }
    }

    private async Task TryAsync(WorkRow row, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (await _repairs[row.Purpose].RepairAsync(row, client, cancellationToken)) await work.DeleteAsync(row, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One row that cannot be repaired must not keep the others waiting; it is met again in five minutes.
            LogFailure(failure, row.PartitionKey, row.RowKey);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Repair of {Date} {Work} failed")]
    private partial void LogFailure(Exception failure, string date, string work);
}
