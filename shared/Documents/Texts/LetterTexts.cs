namespace Smart.Shared.Documents.Texts;

/// <summary>The words of a dunning letter. A language that lacks one does not compile.
/// Level 1 reminds, level 2 gives formal notice (rules 2.2), level 3 announces the hand-over; a consumer's level 1 is the
/// free first reminder with its mandatory content (rules 1.5).</summary>
internal abstract partial class LetterTexts
{
    internal abstract string Issued { get; }

    internal abstract string Original { get; }

    internal abstract string Principal { get; }

    internal abstract string Interest { get; }

    internal abstract string Costs { get; }

    internal abstract string Level { get; }

    internal abstract string CommunicationEach { get; }

    internal abstract string ScanOldest(string number);

    internal abstract string OnStatement(int count);

    internal abstract string Statement(string reference);

    internal abstract string PenaltyIfUnpaid(string amount);

    internal abstract string Title(DocumentRegime regime, int level);

    internal abstract string Subject(string title, int invoices, string total, string reference);

    internal abstract IEnumerable<string> Opening(DocumentRegime regime, int level, LetterFigures figures);

    /// <summary>The mandatory content of a consumer's first reminder.</summary>
    internal abstract IEnumerable<string> FirstReminder(LetterFigures figures);

    internal abstract IEnumerable<string> Consequence(DocumentRegime regime, int level, LetterFigures figures);

    internal abstract string Why(string creditor);

    internal abstract string Contest(string email, string? phone);

    internal static LetterTexts In(DocumentLanguage language) => language switch
    {
        DocumentLanguage.Fr => new French(),
        DocumentLanguage.Nl => new Dutch(),
        DocumentLanguage.En => new English(),
        DocumentLanguage.De => new German(),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };
}
