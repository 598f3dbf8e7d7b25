using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Invoicing;

/// <summary>
/// What an invoice says, checked and computed before it has a number; the same in the draft and in the invoice. It names no person:
/// the client's name and address stand in the profile and in the printed document. Stored as JSON: renaming needs a migration.
/// </summary>
public sealed record InvoiceContent
{
    /// <summary>The member on whose behalf the cooperative invoices.</summary>
    public required string MemberId { get; init; }

    /// <summary>The member's contract that is invoiced, by its ordinal.</summary>
    public required int ContractOrdinal { get; init; }

    /// <summary>The regime of late payment (rules 1.1), frozen.</summary>
    public required DebtorKind Regime { get; init; }

    /// <summary>The language of the document.</summary>
    public required Language Language { get; init; }

    /// <summary>The lines, at least one.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>Base and VAT of each category and rate.</summary>
    public required IReadOnlyList<VatSubtotal> Subtotals { get; init; }

    /// <summary>Without VAT.</summary>
    public required Money Net { get; init; }

    /// <summary>The VAT, rounded once a rate (rules 4.7).</summary>
    public required Money Vat { get; init; }

    /// <summary>With VAT: what the client owes.</summary>
    public required Money Payable { get; init; }

    /// <summary>The day of supply, or the first day of it.</summary>
    public required DateOnly SupplyOn { get; init; }

    /// <summary>The last day of supply, when it took more than a day.</summary>
    public DateOnly? SupplyEnd { get; init; }

    /// <summary>The agreed payment term; null when the law's applies (rules 1.2).</summary>
    public AgreedTerm? Term { get; init; }

    /// <summary>Consumers: the contract has the penalty clause (rules 1.5).</summary>
    public bool HasPenaltyClause { get; init; }

    /// <summary>The client's own reference or order number.</summary>
    public string? CustomerReference { get; init; }

    /// <summary>The product or service in one line, for letters (art. XIX.2 CDE).</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Subject => Lines[0].Description;
}

/// <summary>One line of an invoice.</summary>
/// <param name="Description">What was supplied.</param>
/// <param name="Quantity">How many units, at most four decimals.</param>
/// <param name="Unit">What the quantity counts.</param>
/// <param name="UnitPrice">Euros a unit without VAT, at most four decimals.</param>
/// <param name="Category">The VAT category.</param>
/// <param name="Rate">Percent of VAT; zero outside category S.</param>
/// <param name="Net">Quantity times price, rounded half-up to the cent.</param>
/// <param name="ExemptionReason">The provision behind a line without VAT.</param>
public sealed record InvoiceLine(
    string Description, decimal Quantity, LineUnit Unit, decimal UnitPrice, VatCategory Category, decimal Rate, Money Net, string? ExemptionReason);
