namespace Smart.Shared;

/// <summary>The one place where an exact amount becomes whole cents.</summary>
public static class Rounding
{
    /// <summary>Rounds an exact amount of cents half away from zero (half-up for positive amounts, rules 4.7).</summary>
    public static long ToCents(decimal exactCents) => (long)decimal.Round(exactCents, 0, MidpointRounding.AwayFromZero);
}
