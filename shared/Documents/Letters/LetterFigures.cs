namespace Smart.Shared.Documents;

/// <summary>The figures of a letter, formatted for its sentences.</summary>
internal sealed record LetterFigures(string Creditor, string EnterpriseNumber, string Total, string PayBefore, string ComputedTo, bool HasAccessories)
{
    /// <summary>First day of the free period of a first reminder.</summary>
    internal string FreeFrom { get; init; } = "";

    /// <summary>Last day of the free period.</summary>
    internal string FreeUntil { get; init; } = "";

    /// <summary>Balance of the invoices that get their first reminder.</summary>
    internal string FirstBalance { get; init; } = "";

    /// <summary>Sum of the penalties that will be claimed on them; null without a clause.</summary>
    internal string? Penalty { get; init; }

    /// <summary>Yearly rate that will be claimed on them; null without a clause.</summary>
    internal string? InterestRate { get; init; }

    internal static LetterFigures Of(LetterDocument letter)
    {
        var language = letter.Language;
        var figures = new LetterFigures(
            letter.Creditor.Name,
            DocumentFormat.EnterpriseNumber(letter.Creditor.EnterpriseNumber),
            language.WithCurrency(letter.Total),
            language.Date(letter.PayBefore),
            language.Date(letter.ComputedTo),
            letter.Rows.Any(row => !row.Interest.IsZero || !row.Costs.IsZero));
        if (letter.FirstReminder is not { } terms) return figures;
        var first = letter.Rows.Where(row => row.Level == 1).ToList();
        var penalty = first.Sum(row => row.PenaltyIfUnpaid ?? Money.Zero);
        return figures with
        {
            FreeFrom = language.Date(terms.StartsOn),
            FreeUntil = language.Date(terms.FreeUntil),
            FirstBalance = language.WithCurrency(first.Sum(row => row.Principal)),
            Penalty = penalty.IsZero ? null : language.WithCurrency(penalty),
            InterestRate = terms.InterestPercent is { } rate ? language.Percent(rate) : null,
        };
    }
}
