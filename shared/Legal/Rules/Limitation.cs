namespace Smart.Shared.Legal;

/// <summary>Claims that lapse after different periods (rules 2.4).</summary>
public enum LimitedClaim
{
    /// <summary>A contractual debt, such as services to enterprises or consumers.</summary>
    Ordinary,

    /// <summary>Interest, subscriptions, rents.</summary>
    InterestAndPeriodic,

    /// <summary>Goods sold by a trader to a consumer.</summary>
    GoodsToConsumer,

    /// <summary>Fees of lawyers and experts.</summary>
    ProfessionalFees,

    /// <summary>Lodging and food.</summary>
    LodgingAndFood,
}

/// <summary>One row of the limitation table.</summary>
/// <param name="Claim">The kind of claim.</param>
/// <param name="Months">The period in months.</param>
/// <param name="Article">Its source.</param>
/// <param name="ReviewedBy">The lawyer who confirmed it; empty until one has.</param>
public sealed record LimitationRule(LimitedClaim Claim, int Months, string Article, string ReviewedBy);

/// <summary>When a claim lapses. A creditor's reminder, registered or not, interrupts nothing.</summary>
public static class Limitation
{
    /// <summary>The whole table.</summary>
    public static IReadOnlyList<LimitationRule> All { get; } = EmbeddedJson.Read<LimitationFile>("limitation.data.json").Rules;

    /// <summary>The rule of a kind of claim.</summary>
    public static LimitationRule Of(LimitedClaim claim) => All.Single(rule => rule.Claim == claim);

    /// <summary>The last safe day to interrupt: the period counted from the due date or from the last interruption.</summary>
    public static DateOnly LastSafeDay(LimitedClaim claim, DateOnly from) => from.AddMonths(Of(claim).Months);

    /// <summary>
    /// The last safe day after a formal letter by a lawyer or bailiff (art. 2244 § 2 old Civil Code): a new year from the letter,
    /// once, never shortening what ran; a letter after the last safe day revives nothing.
    /// </summary>
    public static DateOnly AfterFormalLetter(DateOnly lastSafeDay, DateOnly letter)
    {
        var renewed = letter.AddYears(1);
        return letter <= lastSafeDay && renewed > lastSafeDay ? renewed : lastSafeDay;
    }

    private sealed record LimitationFile(string Version, IReadOnlyList<LimitationRule> Rules);
}
