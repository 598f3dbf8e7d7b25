namespace Smart.Shared.LatePayment;

/// <summary>Days with one principal and one rate.</summary>
/// <param name="From">First day that bears interest.</param>
/// <param name="To">Last day that bears interest.</param>
/// <param name="Days">Calendar days, both included.</param>
/// <param name="Percent">Percent a year.</param>
/// <param name="Status">Whether the rate is published.</param>
/// <param name="Principal">What bore interest.</param>
/// <param name="Exact">Interest in euros, not rounded.</param>
public sealed record InterestSegment(DateOnly From, DateOnly To, int Days, decimal Percent, RateStatus Status, Money Principal, decimal Exact);

/// <summary>Simple interest over a period, by segment; rounded once, on the total (rules 1.4).</summary>
/// <param name="Segments">The days in order.</param>
public sealed record InterestResult(IReadOnlyList<InterestSegment> Segments)
{
    /// <summary>Interest in euros, not rounded.</summary>
    public decimal Exact => Segments.Sum(segment => segment.Exact);

    /// <summary>Interest rounded half-up to the cent.</summary>
    public Money Total => Money.EurRounded(Exact);

    /// <summary>True when a rate is not yet published, so that the figure may change.</summary>
    public bool IsProvisional => Segments.Any(segment => segment.Status == RateStatus.Provisional);
}

/// <summary>From the value date of a payment (or a correction) the principal is another.</summary>
/// <param name="Date">The value date.</param>
/// <param name="Principal">What remains after it.</param>
public sealed record PrincipalChange(DateOnly Date, Money Principal);

/// <summary>Interest accrued through a day, exact, so that it can be carried on without losing a fraction of a cent.</summary>
/// <param name="ExactEuros">Euros, not rounded.</param>
/// <param name="Through">The last day that is in it.</param>
public readonly record struct InterestAccrual(decimal ExactEuros, DateOnly Through)
{
    /// <summary>Rounded half-up to the cent.</summary>
    public Money Total => Money.EurRounded(ExactEuros);
}
