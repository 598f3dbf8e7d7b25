namespace Smart.Shared.Documents;

/// <summary>Why a group of lines bears the VAT it bears; each but the first prints its legal mention (rules 4.5).</summary>
public enum VatTreatment
{
    /// <summary>Taxed at the rate shown.</summary>
    Taxed,

    /// <summary>The customer owes the VAT.</summary>
    ReverseCharge,

    /// <summary>Exempt by a provision that the document names.</summary>
    Exempt,

    /// <summary>The franchise of small enterprises.</summary>
    Franchise,

    /// <summary>Outside the scope of VAT.</summary>
    OutOfScope,
}

/// <summary>A line of an invoice.</summary>
/// <param name="Description">What was supplied.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Unit">The unit, in the language of the document (day, hour, piece).</param>
/// <param name="UnitPrice">Euros a unit, without VAT, at most four decimals.</param>
/// <param name="Treatment">How it is taxed.</param>
/// <param name="RatePercent">The VAT rate in percent; 0 when not taxed.</param>
/// <param name="Net">The amount of the line without VAT.</param>
public sealed record InvoiceDocumentLine(
    string Description, decimal Quantity, string Unit, decimal UnitPrice, VatTreatment Treatment, decimal RatePercent, Money Net);

/// <summary>The taxable base and the VAT of one rate.</summary>
/// <param name="Treatment">How it is taxed.</param>
/// <param name="RatePercent">The VAT rate in percent; 0 when not taxed.</param>
/// <param name="Base">Sum of the lines.</param>
/// <param name="Tax">VAT on that sum, rounded once (rules 4.7).</param>
/// <param name="Provision">The provision behind an exemption or a reverse charge, such as <c>art. 44, § 2, 4°</c>.</param>
public sealed record InvoiceDocumentVat(VatTreatment Treatment, decimal RatePercent, Money Base, Money Tax, string? Provision = null);

/// <summary>Everything that is printed on an invoice: the mentions of rules 4.6. All amounts are computed by the caller.</summary>
public sealed record InvoiceDocument
{
    /// <summary>Language of the document.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>Regime of the customer: decides the mention on late payment.</summary>
    public required DocumentRegime Regime { get; init; }

    /// <summary>Who invoices.</summary>
    public required Creditor Seller { get; init; }

    /// <summary>Who is invoiced.</summary>
    public required Addressee Customer { get; init; }

    /// <summary>Number of the invoice.</summary>
    public required string Number { get; init; }

    /// <summary>Date of issue.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Last day to pay.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Date of supply, or the first day of it.</summary>
    public required DateOnly SupplyDate { get; init; }

    /// <summary>Last day of supply when it took more than a day.</summary>
    public DateOnly? SupplyEnd { get; init; }

    /// <summary>Twelve digits of the structured communication.</summary>
    public required string StructuredCommunication { get; init; }

    /// <summary>The member on whose behalf the cooperative invoices.</summary>
    public string? MemberName { get; init; }

    /// <summary>The customer's reference or order number.</summary>
    public string? CustomerReference { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<InvoiceDocumentLine> Lines { get; init; }

    /// <summary>Base and VAT a rate.</summary>
    public required IReadOnlyList<InvoiceDocumentVat> Vat { get; init; }

    /// <summary>Total without VAT.</summary>
    public required Money Net { get; init; }

    /// <summary>Total VAT.</summary>
    public required Money Tax { get; init; }

    /// <summary>Total to pay.</summary>
    public required Money Total { get; init; }

    /// <summary>True when the consumer's contract has a penalty clause; only then does the invoice announce one (rules 1.5).</summary>
    public bool ConsumerPenaltyClause { get; init; }
}
