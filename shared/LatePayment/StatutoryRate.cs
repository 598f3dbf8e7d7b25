namespace Smart.Shared.LatePayment;

/// <summary>How sure a rate is.</summary>
public enum RateStatus
{
    /// <summary>Published.</summary>
    Published,

    /// <summary>Derived before publication; what was computed with it must be computed again when it is published.</summary>
    Provisional,
}

/// <summary>The rate for late payment in commercial transactions during one half-year (rules 1.3).</summary>
/// <param name="HalfYear">When it applies.</param>
/// <param name="Percent">Percent a year.</param>
/// <param name="Status">Published or provisional.</param>
/// <param name="Source">Where the figure comes from.</param>
public sealed record StatutoryRate(HalfYear HalfYear, decimal Percent, RateStatus Status, string Source);

/// <summary>A rate was asked for a day that the table does not reach; interest is never computed on a guess.</summary>
public sealed class RateNotKnownException(DateOnly day)
    : InvalidOperationException($"No late-payment rate is known for {day:yyyy-MM-dd}.")
{
    /// <summary>The day without a rate.</summary>
    public DateOnly Day { get; } = day;
}
