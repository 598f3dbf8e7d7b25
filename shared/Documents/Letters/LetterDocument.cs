namespace Smart.Shared.Documents;

/// <summary>An overdue invoice in a letter.</summary>
public sealed record LetterRow
{
    /// <summary>Invoice number.</summary>
    public required string Number { get; init; }

    /// <summary>Date of issue.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Date it fell due.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Amount of the invoice.</summary>
    public required Money Original { get; init; }

    /// <summary>Principal still open.</summary>
    public required Money Principal { get; init; }

    /// <summary>Interest claimed up to the letter's computation date.</summary>
    public required Money Interest { get; init; }

    /// <summary>Fixed sums and costs claimed.</summary>
    public required Money Costs { get; init; }

    /// <summary>Level of this invoice in this letter, 1 to 3.</summary>
    public required int Level { get; init; }

    /// <summary>Twelve digits of its structured communication.</summary>
    public required string StructuredCommunication { get; init; }

    /// <summary>The product or service behind the debt (rules 1.5, mandatory content 3).</summary>
    public required string Description { get; init; }

    /// <summary>Penalty that will be claimed if the invoice stays unpaid after the free period; null when the contract has no clause.</summary>
    public Money? PenaltyIfUnpaid { get; init; }

    /// <summary>Everything due on the invoice.</summary>
    public Money Total => Principal + Interest + Costs;
}

/// <summary>The free period that a consumer's first reminder opens (rules 1.5).</summary>
/// <param name="StartsOn">Day 1 of the 14 days: the day after an e-mail, the third working day after posting.</param>
/// <param name="FreeUntil">Last day to pay without penalty.</param>
/// <param name="InterestPercent">Yearly interest that will be claimed afterwards; null when the contract has no clause.</param>
public sealed record FirstReminderTerms(DateOnly StartsOn, DateOnly FreeUntil, decimal? InterestPercent);

/// <summary>One dunning letter to a debtor: all overdue invoices, each at its own level. The caller decides every amount.</summary>
public sealed record LetterDocument
{
    /// <summary>Invoices listed in the letter itself; the others go on the attached statement.</summary>
    public const int MostRowsInLetter = 40;

    /// <summary>Language of the letter.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>Regime of the debtor: decides the wording.</summary>
    public required DocumentRegime Regime { get; init; }

    /// <summary>Who claims.</summary>
    public required Creditor Creditor { get; init; }

    /// <summary>Who owes.</summary>
    public required Addressee Addressee { get; init; }

    /// <summary>Reference of the letter, to be quoted in answers.</summary>
    public required string Reference { get; init; }

    /// <summary>Date of the letter.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Last day to pay that the letter asks.</summary>
    public required DateOnly PayBefore { get; init; }

    /// <summary>The day up to which interest is computed.</summary>
    public required DateOnly ComputedTo { get; init; }

    /// <summary>The overdue invoices, oldest first.</summary>
    public required IReadOnlyList<LetterRow> Rows { get; init; }

    /// <summary>The free period for the invoices of a consumer that stand at level 1; null when there are none.</summary>
    public FirstReminderTerms? FirstReminder { get; init; }

    /// <summary>The highest level among the invoices: it names the letter.</summary>
    public int Level => Rows.Max(row => row.Level);

    /// <summary>Everything to pay.</summary>
    public Money Total => Rows.Sum(row => row.Total);
}
