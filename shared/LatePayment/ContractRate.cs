
namespace Smart.Shared.LatePayment;

/// <summary>What a contract's rate is worth against the statutory one (rules 1.1).</summary>
public static class ContractRate
{
    /// <summary>
    /// Percent a year that may be charged: an enterprise pays the contract's rate if there is one, a public body never less than
    /// the statutory rate, a consumer never more, and nothing where the contract says nothing.
    /// </summary>
    public static decimal Applied(DebtorKind debtor, decimal? contractPercent, decimal statutoryPercent) => debtor switch
    {
        DebtorKind.Enterprise => contractPercent ?? statutoryPercent,
        DebtorKind.PublicBody => Math.Max(contractPercent ?? statutoryPercent, statutoryPercent),
        DebtorKind.Consumer => Math.Min(contractPercent ?? 0m, statutoryPercent),
        _ => throw new ArgumentOutOfRangeException(nameof(debtor), debtor, "Not a kind of debtor."),
    };
}
