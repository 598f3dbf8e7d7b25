namespace Smart.Shared.Legal;

/// <summary>
/// VAT taken back on a debt that is lost (art. 77 § 1, 7° VAT Code, rules 2.6), in the return and not by credit note. In a
/// bankruptcy the claim arises on the date of the judgment.
/// </summary>
public static class BadDebtVat
{
    /// <summary>The grid of the VAT return that takes the refund.</summary>
    public const int Grid = 62;

    /// <summary>
    /// The VAT in a part of an invoice, in proportion, rounded half-up to the cent: refunded on what is lost, due again on a
    /// later dividend.
    /// </summary>
    /// <param name="part">What is unpaid, or what came in later; VAT included.</param>
    /// <param name="total">The invoice, VAT included.</param>
    /// <param name="vat">The VAT of the invoice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is negative or more than the invoice.</exception>
    public static Money In(Money part, Money total, Money vat)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, total);
        return total.IsZero ? Money.Zero : Money.EurRounded(part.ToDecimal() * vat.ToDecimal() / total.ToDecimal());
    }
}
