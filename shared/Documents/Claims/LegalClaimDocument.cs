namespace Smart.Shared.Documents;

/// <summary>A stretch of time in which interest ran at one rate on one principal.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, counted.</param>
/// <param name="Days">Number of days.</param>
/// <param name="Principal">What it ran on.</param>
/// <param name="RatePercent">Yearly rate in percent.</param>
/// <param name="Interest">Exact interest in euros, unrounded: the claim rounds once, on the total (rules 1.4).</param>
public sealed record ClaimSegment(DateOnly From, DateOnly To, int Days, Money Principal, decimal RatePercent, decimal Interest);

/// <summary>A payment received on the invoice.</summary>
/// <param name="Date">Value date.</param>
/// <param name="Reference">Reference of the receipt.</param>
/// <param name="Amount">Amount.</param>
public sealed record ClaimReceipt(DateOnly Date, string Reference, Money Amount);

/// <summary>What is claimed on one invoice.</summary>
/// <param name="Number">Invoice number.</param>
/// <param name="IssueDate">Date of issue.</param>
/// <param name="DueDate">Date it fell due.</param>
/// <param name="Description">The product or service.</param>
/// <param name="Original">Amount of the invoice.</param>
/// <param name="Principal">Principal still open.</param>
/// <param name="Segments">How the interest is computed.</param>
/// <param name="Interest">The interest claimed, rounded.</param>
/// <param name="FixedSum">Fixed sum and costs claimed.</param>
/// <param name="Receipts">Payments received on it.</param>
public sealed record ClaimItem(
    string Number,
    DateOnly IssueDate,
    DateOnly DueDate,
    string Description,
    Money Original,
    Money Principal,
    IReadOnlyList<ClaimSegment> Segments,
    Money Interest,
    Money FixedSum,
    IReadOnlyList<ClaimReceipt> Receipts)
{
    /// <summary>Everything claimed on the invoice.</summary>
    public Money Total => Principal + Interest + FixedSum;
}

/// <summary>The summary of a claim, for the lawyer or bailiff. The caller decides every amount.</summary>
public sealed record LegalClaimDocument
{
    /// <summary>Language of the procedure.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>Regime of the debtor.</summary>
    public required DocumentRegime Regime { get; init; }

    /// <summary>Who claims.</summary>
    public required Creditor Creditor { get; init; }

    /// <summary>Who owes.</summary>
    public required Addressee Debtor { get; init; }

    /// <summary>Reference of the legal file.</summary>
    public required string Reference { get; init; }

    /// <summary>Date of the claim; interest is computed to it.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The invoices, oldest first.</summary>
    public required IReadOnlyList<ClaimItem> Items { get; init; }

    /// <summary>Everything claimed.</summary>
    public Money Total => Items.Sum(item => item.Total);
}
