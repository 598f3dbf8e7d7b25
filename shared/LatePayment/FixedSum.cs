
namespace Smart.Shared.LatePayment;

/// <summary>The fixed sum for recovery costs, due for each late invoice (art. 6 § 1 law of 2 August 2002, rules 1.1); it bears no VAT.</summary>
public static class FixedSum
{
    /// <summary>EUR 40 from an enterprise or a public body, nothing from a consumer.</summary>
    public static Money For(DebtorKind debtor) => debtor == DebtorKind.Consumer ? Money.Zero : Money.Eur(40_00);
}
