namespace Smart.Local.Chaos;

/// <summary>The machine's clock, some time ahead: what waits for minutes is due at once.</summary>
/// <param name="ahead">How far.</param>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
