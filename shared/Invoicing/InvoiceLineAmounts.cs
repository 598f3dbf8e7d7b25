namespace Smart.Shared.Invoicing;

/// <summary>The amounts of one invoice line (rules 4.7).</summary>
/// <param name="Quantity">How many units; may have decimals.</param>
/// <param name="UnitPrice">Euros a unit without VAT; may have more than two decimals.</param>
/// <param name="Category">The VAT category.</param>
/// <param name="Rate">Percent of VAT; zero outside <see cref="VatCategory.S"/>.</param>
public sealed record InvoiceLineAmounts(decimal Quantity, decimal UnitPrice, VatCategory Category, decimal Rate)
{
    /// <summary>Quantity times price, rounded half-up to the cent; no VAT is computed on a line.</summary>
    public Money Net => Money.EurRounded(Quantity * UnitPrice);
}

/// <summary>A reduction of the whole document, within one VAT category and rate.</summary>
/// <param name="Amount">Euros without VAT, not negative.</param>
/// <param name="Category">The VAT category it reduces.</param>
/// <param name="Rate">The rate it reduces.</param>
public sealed record DocumentAllowance(Money Amount, VatCategory Category, decimal Rate);
