namespace Smart.Shared.Shares;

/// <summary>Shares that were paid for.</summary>
/// <param name="ValueDate">The day on which the money was received.</param>
/// <param name="Shares">How many.</param>
public sealed record SharePurchase(DateOnly ValueDate, int Shares);

/// <summary>A member's standing on a day.</summary>
public enum ShareStatus
{
    /// <summary>Never held a share.</summary>
    None,

    /// <summary>A share covers the day.</summary>
    Covered,

    /// <summary>The shares covered earlier years only.</summary>
    RenewalDue,
}

/// <summary>
/// Which days a member's shares cover: one share for each calendar year of use, from the value date of the money (rules 6.3).
/// Years without use are skipped: a purchase after a gap covers from its own year on.
/// </summary>
public sealed class ShareCoverage
{
    private readonly IReadOnlyList<(DateOnly From, DateOnly Until)> periods;

    private ShareCoverage(IReadOnlyList<(DateOnly From, DateOnly Until)> periods) => this.periods = periods;

    /// <summary>The last day covered; null without a share.</summary>
    public DateOnly? CoveredUntil => periods.Count == 0 ? null : periods[^1].Until;

    /// <summary>The first day of the unbroken stretch that ends with <see cref="CoveredUntil"/>; null without a share.</summary>
    public DateOnly? CoveredFrom
    {
        get
        {
            if (periods.Count == 0) return null;
            var first = periods.Count - 1;
            while (first > 0 && periods[first - 1].Until.AddDays(1) == periods[first].From) first--;
            return periods[first].From;
        }
    }

    /// <summary>The coverage of purchases, in whatever order they come.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A purchase of no share.</exception>
    public static ShareCoverage Of(IEnumerable<SharePurchase> purchases)
    {
        var found = new List<(DateOnly From, DateOnly Until)>();
        foreach (var purchase in purchases.OrderBy(purchase => purchase.ValueDate))
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(purchase.Shares, nameof(purchases));
            var firstYear = found.Count == 0 ? purchase.ValueDate.Year : Math.Max(found[^1].Until.Year + 1, purchase.ValueDate.Year);
            var from = firstYear == purchase.ValueDate.Year ? purchase.ValueDate : new DateOnly(firstYear, 1, 1);
            found.Add((from, new(firstYear + purchase.Shares - 1, 12, 31)));
        }

        return new(found);
    }

    /// <summary>True when a share covers the day.</summary>
    public bool IsCovered(DateOnly day) => periods.Any(period => period.From <= day && day <= period.Until);

    /// <summary>The standing on a day, with the shares paid until then.</summary>
    public ShareStatus StatusOn(DateOnly day)
    {
        if (IsCovered(day)) return ShareStatus.Covered;
        return periods.Any(period => period.Until < day) ? ShareStatus.RenewalDue : ShareStatus.None;
    }
}
