using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Calendar;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>Starts the sweep of a business date once: due and not done, whatever hour the platform woke us at.</summary>
public sealed class ReminderSweepTimer(BusinessClock clock, SweepLog log)
{
    private static readonly TimeOnly BusinessHour = new(6, 30);

    /// <summary>Hourly at half past, in UTC: Brussels is a whole number of hours away.</summary>
    [Function(nameof(ReminderSweepTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 30 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        if (clock.TimeOfDay < BusinessHour || !today.IsWorkingDay(WorkingDayNotion.MondayToFriday)) return;
        if (await log.FindAsync(today, cancellationToken) is { FinishedAt: not null }) return;
        await client.StartOnceAsync(nameof(ReminderSweep), new SweepInput(today), SweepInput.InstanceOf(today), cancellationToken);
    }
}
