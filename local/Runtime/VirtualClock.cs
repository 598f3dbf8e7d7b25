namespace Smart.Local.Runtime;

/// <summary>A clock that moves only when told. Wall time only: elapsed-time measures stay real.</summary>
/// <param name="start">Where it starts.</param>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private long _utcTicks = start.UtcTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    /// <summary>Moves the clock to an instant.</summary>
    /// <param name="instant">The new now.</param>
    public void Set(DateTimeOffset instant) => Interlocked.Exchange(ref _utcTicks, instant.UtcTicks);
}
