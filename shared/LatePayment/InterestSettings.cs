
namespace Smart.Shared.LatePayment;

/// <summary>Of how many days a year has for interest; the law is silent (rules 1.4).</summary>
public enum DayBasis
{
    /// <summary>Actual days over 365, in leap years too.</summary>
    Act365,

    /// <summary>Actual days over the days of their calendar year.</summary>
    ActAct,

    /// <summary>Actual days over 360; only where a contract says so.</summary>
    Act360,
}

/// <summary>The conventions of an interest computation (rules 1.4), frozen with the policy of a case.</summary>
public sealed record InterestSettings
{
    /// <summary>The length of a year.</summary>
    public DayBasis Basis { get; init; } = DayBasis.Act365;

    /// <summary>Whether the day of the payment still bears interest.</summary>
    public bool IncludePaymentDay { get; init; } = true;

    /// <summary>Who owes: decides what a contractual rate is worth.</summary>
    public DebtorKind Debtor { get; init; }

    /// <summary>Percent a year by contract; null when it sets none.</summary>
    public decimal? ContractPercent { get; init; }
}
