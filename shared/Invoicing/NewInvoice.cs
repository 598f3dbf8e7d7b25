using Smart.Shared.LatePayment;

namespace Smart.Shared.Invoicing;

/// <summary>An invoice as asked for, not yet checked; null stands for what the request left out.</summary>
public sealed record NewInvoice
{
    /// <summary>The member on whose behalf it is issued.</summary>
    public required string MemberId { get; init; }

    /// <summary>The member's contract, by its ordinal.</summary>
    public int? ContractOrdinal { get; init; }

    /// <summary>Who owes.</summary>
    public string? DebtorId { get; init; }

    /// <summary>What was supplied.</summary>
    public IReadOnlyList<NewInvoiceLine> Lines { get; init; } = [];

    /// <summary>The day of supply, or the first day of it.</summary>
    public DateOnly? SupplyOn { get; init; }

    /// <summary>The last day of supply, when it took more than a day.</summary>
    public DateOnly? SupplyEnd { get; init; }

    /// <summary>The agreed payment term; null for the law's.</summary>
    public AgreedTerm? Term { get; init; }

    /// <summary>Consumers: the contract has the penalty clause.</summary>
    public bool HasPenaltyClause { get; init; }

    /// <summary>The client's own reference or order number.</summary>
    public string? CustomerReference { get; init; }
}

/// <summary>A line as asked for.</summary>
/// <param name="Description">What was supplied.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Unit">What the quantity counts; pieces when left out.</param>
/// <param name="UnitPrice">Euros a unit without VAT.</param>
/// <param name="Category">The VAT category; taxed when left out.</param>
/// <param name="Rate">Percent of VAT.</param>
/// <param name="ExemptionReason">The provision behind a line without VAT.</param>
public sealed record NewInvoiceLine(
    string? Description, decimal? Quantity, LineUnit? Unit, decimal? UnitPrice, VatCategory? Category, decimal? Rate, string? ExemptionReason);
