using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Smart.Shared.Calendar;

namespace Smart.Functions.Maintenance;

/// <summary>Forgets orchestrations that ended long ago. Nothing is lost: their history is no audit trail, the tables are.</summary>
public sealed partial class PurgeTimer(BusinessClock clock, ILogger<PurgeTimer> log)
{
    /// <summary>How long an ended instance is kept after its start, to be looked at.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(90);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Daily, at night. An instance that still runs stays, however old it is.</summary>
    [Function(nameof(PurgeTimer))]
    public async Task RunAsync([TimerTrigger("0 15 2 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var filter = new PurgeInstancesFilter(CreatedTo: clock.Now - Kept, Statuses: Ended);
        var purged = await client.PurgeAllInstancesAsync(filter, cancellationToken);
        LogPurged(purged.PurgedInstanceCount);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} ended orchestrations were purged")]
    private partial void LogPurged(int count);
}
