namespace Smart.Local.Runtime;

/// <summary>
/// A clock that moves only when told. Wall time only: elapsed-time measures stay real. Timers made on it fire while it
/// moves, in order of due time and then of creation, each seeing the instant it was due.
/// </summary>
/// <param name="start">Where it starts.</param>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    // No time passes inside a function: a delay in it is over at once, or it would wait for a clock that waits for it.
    private static readonly TimeSpan LongestDelayInside = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly SortedSet<VirtualTimer> _timers = new(VirtualTimer.ByDue);
    private readonly AsyncLocal<bool> _inside = new();
    private long _utcTicks = start.UtcTicks;
    private long _created;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    /// <summary>When the next timer made on this clock is due; null when there is none.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_gate)
                return _timers.Min?.Due;
        }
    }

    /// <summary>Moves the clock to an instant and fires the timers due on the way.</summary>
    /// <param name="instant">The new now; never before the present one.</param>
    public void Set(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        while (TakeDue(instant) is { } timer)
            timer.Fire();
        Interlocked.Exchange(ref _utcTicks, instant.UtcTicks);
    }

    /// <summary>From here on in this flow of control no time passes: delays end at once.</summary>
    public void EnterFunction() => _inside.Value = true;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (_inside.Value && dueTime != Timeout.InfiniteTimeSpan)
            return System.CreateTimer(callback, state, dueTime < LongestDelayInside ? dueTime : LongestDelayInside, period);
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_timers.Min is not { } first || first.Due > until)
                return null;
            _timers.Remove(first);
            if (first.Due > GetUtcNow())
                Interlocked.Exchange(ref _utcTicks, first.Due.UtcTicks);
            if (first.Period > TimeSpan.Zero)
            {
                first.Due += first.Period;
                _timers.Add(first);
            }

            return first;
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, long number) : ITimer
    {
        public static readonly IComparer<VirtualTimer> ByDue =
            Comparer<VirtualTimer>.Create((a, b) => a.Due == b.Due ? a._number.CompareTo(b._number) : a.Due.CompareTo(b.Due));

        private readonly long _number = number;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.GetUtcNow() + dueTime;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
