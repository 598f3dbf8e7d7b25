namespace Smart.Shared.LatePayment;

/// <summary>
/// Simple interest for late payment, split where the half-year's rate changes and kept exact to the end (rules 1.4).
/// </summary>
public sealed class InterestCalculator(StatutoryRates rates, InterestSettings settings)
{
    /// <summary>Interest from the day after the due date until a payment.</summary>
    /// <exception cref="RateNotKnownException">The rate table does not reach a day of the period.</exception>
    public InterestResult Between(Money principal, DateOnly due, DateOnly paid) => Between(principal, due, paid, []);

    /// <summary>Interest from the day after the due date until a day of payment or claim, on a principal that changes on the way.</summary>
    /// <exception cref="RateNotKnownException">The rate table does not reach a day of the period.</exception>
    public InterestResult Between(Money principal, DateOnly due, DateOnly until, IEnumerable<PrincipalChange> changes)
    {
        var segments = new List<InterestSegment>();
        var through = due;
        foreach (var change in changes.Where(change => change.Date <= until).OrderBy(change => change.Date))
        {
            var last = LastDayBefore(change.Date);
            segments.AddRange(Segments(principal, through, last));
            through = last > through ? last : through;
            principal = change.Principal;
        }

        segments.AddRange(Segments(principal, through, LastDayBefore(until)));
        return new(segments);
    }

    /// <summary>Exact euros of interest on the days after the first date, up to and including the second; none when it is not later.</summary>
    /// <exception cref="RateNotKnownException">The rate table does not reach a day of the period.</exception>
    public decimal Accrue(Money principal, DateOnly fromExclusive, DateOnly toInclusive) =>
        Segments(principal, fromExclusive, toInclusive).Sum(segment => segment.Exact);

    /// <summary>Carries an accrual on through a later day; an earlier day changes nothing.</summary>
    /// <exception cref="RateNotKnownException">The rate table does not reach a day of the period.</exception>
    public InterestAccrual Extend(InterestAccrual accrued, Money principal, DateOnly toInclusive) => toInclusive <= accrued.Through
        ? accrued
        : new(accrued.ExactEuros + Accrue(principal, accrued.Through, toInclusive), toInclusive);

    private DateOnly LastDayBefore(DateOnly payment) => settings.IncludePaymentDay ? payment : payment.AddDays(-1);

    private IEnumerable<InterestSegment> Segments(Money principal, DateOnly fromExclusive, DateOnly toInclusive)
    {
        for (var from = fromExclusive.AddDays(1); from <= toInclusive; from = HalfYear.Of(from).Next.From)
        {
            var end = HalfYear.Of(from).To;
            var to = end < toInclusive ? end : toInclusive;
            var days = to.DayNumber - from.DayNumber + 1;
            var statutory = rates.RateOn(from);
            var percent = ContractRate.Applied(settings.Debtor, settings.ContractPercent, statutory.Percent);
            var exact = principal.ToDecimal() * percent * days / (100m * DaysOfYear(from.Year));
            yield return new(from, to, days, percent, statutory.Status, principal, exact);
        }
    }

    private int DaysOfYear(int year) => settings.Basis switch
    {
        DayBasis.Act365 => 365,
        DayBasis.ActAct => DateTime.IsLeapYear(year) ? 366 : 365,
        DayBasis.Act360 => 360,
        _ => throw new InvalidOperationException($"{settings.Basis} is not a day basis."),
    };
}
