namespace Smart.Shared.Invoicing;

/// <summary>What one VAT category and rate make on the document.</summary>
/// <param name="Category">The VAT category.</param>
/// <param name="Rate">Percent of VAT.</param>
/// <param name="Base">Lines less allowances of this category and rate.</param>
/// <param name="Vat">The VAT on the base, rounded half-up to the cent, once.</param>
public sealed record VatSubtotal(VatCategory Category, decimal Rate, Money Base, Money Vat);

/// <summary>
/// The totals of an invoice: VAT is rounded per rate on the document, never per line, and every sum is exact to the cent
/// (EN 16931 BR-CO-10 to BR-CO-17, rules 4.7).
/// </summary>
public sealed record InvoiceTotals
{
    private InvoiceTotals(IReadOnlyList<VatSubtotal> subtotals, Money lines, Money allowances, Money prepaid)
    {
        (Subtotals, LineTotal, Allowances, Prepaid) = (subtotals, lines, allowances, prepaid);
        (TaxExclusive, Vat) = (lines - allowances, subtotals.Sum(subtotal => subtotal.Vat));
        TaxInclusive = TaxExclusive + Vat;
        Payable = TaxInclusive - prepaid;
    }

    /// <summary>One row a category and rate: by category, the highest rate first.</summary>
    public IReadOnlyList<VatSubtotal> Subtotals { get; }

    /// <summary>The sum of the net lines.</summary>
    public Money LineTotal { get; }

    /// <summary>The sum of the document's allowances.</summary>
    public Money Allowances { get; }

    /// <summary>Lines less allowances.</summary>
    public Money TaxExclusive { get; }

    /// <summary>The sum of the VAT of each rate.</summary>
    public Money Vat { get; }

    /// <summary>With VAT.</summary>
    public Money TaxInclusive { get; }

    /// <summary>What was paid before.</summary>
    public Money Prepaid { get; }

    /// <summary>What remains to pay.</summary>
    public Money Payable { get; }

    /// <summary>The totals of the lines, in whatever order they come.</summary>
    /// <exception cref="OverflowException">An amount is beyond all measure.</exception>
    public static InvoiceTotals Of(IReadOnlyCollection<InvoiceLineAmounts> lines, IReadOnlyCollection<DocumentAllowance>? allowances = null, Money? prepaid = null)
    {
        allowances ??= [];
        var subtotals = lines.Select(line => (line.Category, line.Rate, Amount: line.Net))
            .Concat(allowances.Select(allowance => (allowance.Category, allowance.Rate, Amount: -allowance.Amount)))
            .GroupBy(part => (part.Category, part.Rate))
            .OrderBy(group => group.Key.Category).ThenByDescending(group => group.Key.Rate)
            .Select(group => Subtotal(group.Key.Category, group.Key.Rate, group.Sum(part => part.Amount)));
        return new([.. subtotals], lines.Sum(line => line.Net), allowances.Sum(allowance => allowance.Amount), prepaid ?? Money.Zero);
    }

    private static VatSubtotal Subtotal(VatCategory category, decimal rate, Money taxable) =>
        new(category, rate, taxable, Money.EurRounded(taxable.ToDecimal() * rate / 100m));
}
