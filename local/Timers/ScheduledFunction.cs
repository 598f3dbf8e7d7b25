using Microsoft.Azure.Functions.Worker;
using Smart.Local.Functions;

namespace Smart.Local.Timers;

/// <summary>A timer function with its place in its schedule.</summary>
internal sealed class ScheduledFunction
{
    private readonly CronSchedule _schedule;
    private readonly bool _startsLate;
    private DateTimeOffset _last;
    private bool _hasRun;

    public ScheduledFunction(LocalFunction function, CronSchedule schedule, DateTimeOffset last, DateTimeOffset now, int number)
    {
        Function = function;
        Number = number;
        _schedule = schedule;
        _last = last;
        Due = schedule.Next(last);
        _startsLate = Due < now;
        if (_startsLate)
            Due = LatestMissed(now);
        else if (((TimerTriggerAttribute)function.Trigger).RunOnStartup)
            Due = now;
        Occurrence = Due ?? now;
    }

    public LocalFunction Function { get; }

    public int Number { get; }

    /// <summary>When it runs next; null when its schedule has no further occurrence.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>The occurrence that runs or ran last.</summary>
    public DateTimeOffset Occurrence { get; private set; }

    public bool IsRunning { get; set; }

    /// <summary>What the function is told about the occurrence that starts now.</summary>
    public TimerInfo Begin(bool monitored)
    {
        Occurrence = Due!.Value;
        return new TimerInfo
        {
            IsPastDue = _startsLate && !_hasRun,
            ScheduleStatus = monitored
                ? new ScheduleStatus { Last = _last.UtcDateTime, LastUpdated = _last.UtcDateTime, Next = (_schedule.Next(Occurrence) ?? Occurrence).UtcDateTime }
                : null,
        };
    }

    /// <summary>The occurrence has run: on to the next. On the real clock, occurrences that passed while it ran are left out.</summary>
    public void Complete(DateTimeOffset now)
    {
        _hasRun = true;
        _last = Occurrence;
        Due = _schedule.Next(now > Occurrence ? now : Occurrence);
    }

    private DateTimeOffset LatestMissed(DateTimeOffset now)
    {
        var latest = Due!.Value;
        while (_schedule.Next(latest) is { } next && next <= now)
            latest = next;
        return latest;
    }
}
