namespace Smart.Shared.Documents.Texts;

/// <summary>The words of account statements and claims. A language that lacks one does not compile.</summary>
internal sealed partial record ClaimTexts
{
    internal required string StatementTitle { get; init; }

    internal required string OpeningBalance { get; init; }

    internal required string Movement { get; init; }

    internal required string ClaimTitle { get; init; }

    internal required string Creditor { get; init; }

    internal required string Debtor { get; init; }

    internal required string Issued { get; init; }

    internal required string Original { get; init; }

    internal required string Principal { get; init; }

    internal required string Interest { get; init; }

    internal required string FixedSum { get; init; }

    internal required string Period { get; init; }

    internal required string Days { get; init; }

    internal required string Rate { get; init; }

    internal required Func<string, string> InterestOn { get; init; }

    internal required Func<string, string> ReceiptsOn { get; init; }

    /// <summary>The legal basis and the arithmetic, for a regime and the date computed to.</summary>
    internal required Func<DocumentRegime, string, string> Basis { get; init; }

    internal static ClaimTexts In(DocumentLanguage language) => language switch
    {
        DocumentLanguage.Fr => French,
        DocumentLanguage.Nl => Dutch,
        DocumentLanguage.En => English,
        DocumentLanguage.De => German,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };
}
