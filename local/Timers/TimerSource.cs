using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Smart.Local.Functions;
using Smart.Local.Runtime;

namespace Smart.Local.Timers;

/// <summary>
/// Runs timer functions at the occurrences of their schedules. The last occurrence run is stored: after a restart, those
/// missed in between come as one late run.
/// </summary>
internal sealed class TimerSource : IWorkSource
{
    private readonly Lock _gate = new();
    private readonly List<ScheduledFunction> _functions;
    private readonly TimerStatusTable _statuses;
    private readonly FunctionInvoker _invoker;
    private readonly TimeProvider _clock;

    private TimerSource(List<ScheduledFunction> functions, TimerStatusTable statuses, FunctionInvoker invoker, TimeProvider clock)
    {
        _functions = functions;
        _statuses = statuses;
        _invoker = invoker;
        _clock = clock;
    }

    public event EventHandler? WorkArrived;

    public string Name => "timers";

    /// <summary>Reads the schedules and their last occurrences.</summary>
    public static async Task<TimerSource> OpenAsync(
        IEnumerable<LocalFunction> functions,
        IReadOnlyDictionary<string, string> otherSchedules,
        TableClient table,
        FunctionInvoker invoker,
        IConfiguration settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var statuses = await TimerStatusTable.OpenAsync(table, cancellationToken);
        var scheduled = new List<ScheduledFunction>();
        foreach (var function in functions.OrderBy(function => function.Name, StringComparer.Ordinal))
        {
            var trigger = (TimerTriggerAttribute)function.Trigger;
            var schedule = CronSchedule.Parse(otherSchedules.GetValueOrDefault(function.Name) ?? SettingNames.Resolve(trigger.Schedule, settings));
            var now = clock.GetUtcNow();
            var last = trigger.UseMonitor ? await statuses.GetOrAddAsync(function.Name, now, cancellationToken) : now;
            scheduled.Add(new ScheduledFunction(function, schedule, last, now, scheduled.Count));
        }

        return new TimerSource(scheduled, statuses, invoker, clock);
    }

    public WorkDue? NextDue()
    {
        lock (_gate)
            return NextFunction() is { } next ? new WorkDue(next.Due!.Value, next.Number) : null;
    }

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        ScheduledFunction? next;
        lock (_gate)
        {
            next = NextFunction();
            if (next is null || next.Due > _clock.GetUtcNow())
                return false;
            next.IsRunning = true;
        }

        try
        {
            await RunAsync(next, cancellationToken);
        }
        finally
        {
            lock (_gate)
                next.IsRunning = false;
            WorkArrived?.Invoke(this, EventArgs.Empty);
        }

        return true;
    }

    private ScheduledFunction? NextFunction()
        => _functions.Where(function => function is { IsRunning: false, Due: not null }).MinBy(function => (function.Due, function.Number));

    private async Task RunAsync(ScheduledFunction next, CancellationToken cancellationToken)
    {
        var trigger = (TimerTriggerAttribute)next.Function.Trigger;
        var info = next.Begin(trigger.UseMonitor);
        try
        {
            await _invoker.InvokeAsync(next.Function, new TriggerInput($"{next.Occurrence:yyyy-MM-ddTHH:mm:ss}Z", _ => info), cancellationToken);
        }
        catch (Exception e) when (e is not FencedException && !cancellationToken.IsCancellationRequested)
        {
            // Traced by the invoker. A timer that failed waits for its next occurrence, as in Azure.
        }

        if (trigger.UseMonitor)
            await _statuses.SetAsync(next.Function.Name, next.Occurrence, cancellationToken);
        lock (_gate)
            next.Complete(_clock.GetUtcNow());
    }
}
