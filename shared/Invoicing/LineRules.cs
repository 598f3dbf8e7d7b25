namespace Smart.Shared.Invoicing;

/// <summary>What one line of an invoice must be (rules 4.4, 4.5, 4.7).</summary>
internal static class LineRules
{
    private const int LongestDescription = 200;
    private const int LongestReason = 120;
    private const decimal MostUnits = 1_000_000m;
    private const decimal HighestPrice = 10_000_000m;
    private const decimal Precision = 10_000m;

    /// <summary>The line with its net amount, or the first rule it breaks; <paramref name="field"/> is where it stands in the request.</summary>
    internal static Result<InvoiceLine> Check(NewInvoiceLine? asked, string field, DateOnly supplied)
    {
        if (asked is null) return Refusal.Required(field);
        var description = asked.Description?.Trim();
        if (string.IsNullOrEmpty(description)) return Refusal.Required($"{field}.description");
        if (description.Length > LongestDescription || description.Any(char.IsControl))
        {
            return Refusal.Rules("description-invalid", $"A description is one line of at most {LongestDescription} characters.", $"{field}.description");
        }

        if (Amount(asked.Quantity, MostUnits, $"{field}.quantity") is { } quantityRefused) return quantityRefused;
        if (Amount(asked.UnitPrice, HighestPrice, $"{field}.unitPrice") is { } priceRefused) return priceRefused;
        var unit = asked.Unit ?? LineUnit.Piece;
        if (!Enum.IsDefined(unit)) return Refusal.Rules("unit-unknown", "This unit is not known.", $"{field}.unit");
        var category = asked.Category ?? VatCategory.S;
        if (asked.Rate is not { } rate) return Refusal.Required($"{field}.rate");
        if (CheckVat(category, rate, field, supplied) is { } vatRefused) return vatRefused;
        var reason = ReasonOf(category, asked.ExemptionReason, field);
        if (reason.Refusal is { } reasonRefused) return reasonRefused;
        var net = new InvoiceLineAmounts(asked.Quantity!.Value, asked.UnitPrice!.Value, category, rate).Net;
        return net.IsPositive
            ? new InvoiceLine(description, asked.Quantity.Value, unit, asked.UnitPrice.Value, category, rate, net, reason.Value.Text)
            : Refusal.Rules("amount-not-positive", "A line comes to at least one cent; a correction is a credit note.", field, "rules 4.7");
    }

    private static Refusal? Amount(decimal? asked, decimal most, string field) => asked switch
    {
        null => Refusal.Required(field),
        <= 0 => Refusal.Rules("amount-not-positive", "Quantities and prices are above zero; a correction is a credit note.", field, "rules 4.7"),
        _ when asked > most => Refusal.Rules("amount-too-large", $"At most {most:0}.", field),
        _ when decimal.Truncate(asked.Value * Precision) != asked.Value * Precision =>
            Refusal.Rules("too-many-decimals", "Quantities and prices have at most four decimals.", field),
        _ => null,
    };

    private static Refusal? CheckVat(VatCategory category, decimal rate, string field, DateOnly supplied)
    {
        if (!Enum.IsDefined(category)) return Refusal.Rules("vat-category-unknown", "This VAT category is not known.", $"{field}.category", "rules 4.4");
        if (VatRates.Accepts(category, rate, supplied)) return null;
        return category == VatCategory.S && rate != 0m
            ? Refusal.Rules("vat-rate-unknown", "There is no such VAT rate on the day of supply.", $"{field}.rate", "rules 4.5, RD no 20")
            : Refusal.Rules("vat-rate-mismatch", "Category S has a rate above zero; every other has zero.", $"{field}.rate", "rules 4.4");
    }

    /// <summary>Exempt lines must say why; reverse charge, exports and the like have a provision of their own when none is given.</summary>
    private static Result<Reason> ReasonOf(VatCategory category, string? asked, string field)
    {
        var text = string.IsNullOrWhiteSpace(asked) ? null : asked.Trim();
        if (text is not null && (text.Length > LongestReason || text.Any(char.IsControl)))
        {
            return Refusal.Rules("exemption-reason-invalid", $"A reason is one line of at most {LongestReason} characters.", $"{field}.exemptionReason");
        }

        return (category, text) switch
        {
            (VatCategory.S or VatCategory.Z, not null) =>
                Refusal.Rules("exemption-reason-forbidden", "A taxed line has no reason for exemption.", $"{field}.exemptionReason", "rules 4.4"),
            (VatCategory.E, null) =>
                Refusal.Rules("exemption-reason-required", "An exempt line names the provision that exempts it.", $"{field}.exemptionReason", "rules 4.4, BR-E-10"),
            (VatCategory.AE, null) => new Reason("art. 21, § 2"),
            (VatCategory.K, null) => new Reason("art. 39bis"),
            (VatCategory.G, null) => new Reason("art. 39, § 1"),
            _ => new Reason(text),
        };
    }

    private readonly record struct Reason(string? Text);
}
