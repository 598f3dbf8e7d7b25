namespace Smart.Shared.LatePayment;

/// <summary>What a part payment pays first; the policy is explicit per payment (rules 1.4).</summary>
public enum ImputationOrder
{
    /// <summary>Claimed interest, then principal: the law's order.</summary>
    InterestFirst,

    /// <summary>Principal, then claimed interest: by agreement.</summary>
    PrincipalFirst,
}

/// <summary>How one payment divides over interest and principal.</summary>
/// <param name="ToInterest">What paid interest.</param>
/// <param name="ToPrincipal">What paid principal.</param>
/// <param name="Rest">What nothing was left to pay for.</param>
public sealed record Imputation(Money ToInterest, Money ToPrincipal, Money Rest)
{
    /// <summary>Divides a payment. No amount may be negative.</summary>
    public static Imputation Of(Money payment, Money interest, Money principal, ImputationOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(payment, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(interest, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(principal, Money.Zero);
        var first = Money.Min(payment, order == ImputationOrder.InterestFirst ? interest : principal);
        var second = Money.Min(payment - first, order == ImputationOrder.InterestFirst ? principal : interest);
        var rest = payment - first - second;
        return order == ImputationOrder.InterestFirst ? new(first, second, rest) : new(second, first, rest);
    }
}
