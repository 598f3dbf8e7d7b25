namespace Smart.Shared.Payments.Matching;

/// <summary>
/// What a clue is worth and what is booked without asking, from a date on (ADR 0013). Dated data: a new entry, never a changed one.
/// </summary>
/// <param name="Version">Its name.</param>
/// <param name="From">First value date to which it applies.</param>
/// <param name="AutomaticFrom">Points from which a candidate is booked without asking.</param>
/// <param name="Margin">How many points the next best must stay below it.</param>
/// <param name="Tolerance">What may be missing of a named invoice, and is waived.</param>
/// <param name="BankCharges">What banks on the way may keep of a transfer from abroad.</param>
/// <param name="WaiveCharges">Whether what they kept is waived; else it stays open.</param>
/// <param name="ExchangeBasisPoints">How far an amount that was exchanged may lie from the invoice, in hundredths of a per cent.</param>
/// <param name="Points">Points of every reason of <see cref="MatchReason"/>; below zero for what speaks against.</param>
public sealed record MatchingPolicy(
    string Version,
    DateOnly From,
    int AutomaticFrom,
    int Margin,
    Money Tolerance,
    Money BankCharges,
    bool WaiveCharges,
    int ExchangeBasisPoints,
    IReadOnlyDictionary<string, int> Points)
{
    private static readonly IReadOnlyList<MatchingPolicy> All =
        [.. EmbeddedJson.Read<PolicyFile>("matching-policy.data.json").Policies.OrderByDescending(policy => policy.From)];

    /// <summary>The policy of a value date; the oldest one for days before it.</summary>
    public static MatchingPolicy On(DateOnly valueDate) => All.FirstOrDefault(policy => policy.From <= valueDate) ?? All[^1];

    /// <summary>What reasons are worth together; not capped.</summary>
    public int PointsOf(IEnumerable<string> reasons) => reasons.Sum(reason => Points[reason]);

    private sealed record PolicyFile(IReadOnlyList<MatchingPolicy> Policies);
}
