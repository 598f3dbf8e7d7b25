using Smart.Shared.Documents.Layout;
using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>Composes the letter: why, what, how much, by when, what follows, and how to object.</summary>
internal static class LetterBody
{
    internal static DocumentBody Of(LetterDocument letter)
    {
        var texts = LetterTexts.In(letter.Language);
        var common = CommonTexts.In(letter.Language);
        var figures = LetterFigures.Of(letter);
        var title = texts.Title(letter.Regime, letter.Level);
        return new DocumentBody
        {
            Language = letter.Language,
            Date = letter.Date,
            Sender = letter.Creditor,
            Addressee = letter.Addressee,
            Title = title,
            Reference = letter.Reference,
            Subject = texts.Subject(title, letter.Rows.Count, figures.Total, letter.Reference),
            Facts =
            [
                new(common.Date, letter.Language.Date(letter.Date)),
                new(common.Reference, letter.Reference),
                new(common.Total, figures.Total),
                new(common.PayBefore, figures.PayBefore),
            ],
            Blocks = [.. Blocks(letter, texts, common, figures)],
        };
    }

    private static IEnumerable<DocumentBlock> Blocks(LetterDocument letter, LetterTexts texts, CommonTexts common, LetterFigures figures)
    {
        yield return new DocumentBlock.Paragraph(common.Salutation);
        foreach (var text in texts.Opening(letter.Regime, letter.Level, figures)) yield return new DocumentBlock.Paragraph(text);
        if (OpensFreePeriod(letter))
        {
            foreach (var text in texts.FirstReminder(figures)) yield return new DocumentBlock.Paragraph(text, Strong: true);
        }

        yield return LetterGrid.Main(letter, texts, common);
        yield return Payment(letter, texts, common, figures);
        foreach (var text in texts.Consequence(letter.Regime, letter.Level, figures)) yield return new DocumentBlock.Paragraph(text);
        yield return new DocumentBlock.Paragraph(texts.Why(letter.Creditor.Name));
        yield return new DocumentBlock.Paragraph(texts.Contest(letter.Creditor.Email, letter.Creditor.Phone));
        yield return new DocumentBlock.Paragraph($"{common.Greeting}\n{letter.Creditor.Name}");
        if (letter.Rows.Count <= LetterDocument.MostRowsInLetter) yield break;
        yield return new DocumentBlock.Attachment();
        yield return new DocumentBlock.Heading(texts.Statement(letter.Reference));
        yield return LetterGrid.Statement(letter, texts, common);
    }

    /// <summary>Some invoice gets a consumer's first reminder: without its free period the letter would be void, so it is refused.</summary>
    private static bool OpensFreePeriod(LetterDocument letter)
    {
        if (letter.Regime != DocumentRegime.Consumer || letter.Rows.All(row => row.Level > 1)) return false;
        return letter.FirstReminder is not null ? true : throw new ArgumentException("A consumer's first reminder names its free period (rules 1.5).", nameof(letter));
    }

    private static DocumentBlock.Payment Payment(LetterDocument letter, LetterTexts texts, CommonTexts common, LetterFigures figures)
    {
        var oldest = letter.Rows[0];
        var single = letter.Rows.All(row => row.StructuredCommunication == oldest.StructuredCommunication);
        var facts = PaymentFacts.To(letter.Creditor, common);
        facts.Add(new Fact(common.Amount, figures.Total));
        facts.Add(new Fact(common.Communication, single ? DocumentFormat.Communication(oldest.StructuredCommunication) : texts.CommunicationEach));
        facts.Add(new Fact(common.PayBefore, figures.PayBefore));
        var payload = EpcPayment.Payload(letter.Creditor, single ? letter.Total : oldest.Total, oldest.StructuredCommunication);
        return new DocumentBlock.Payment(common.HowToPay, facts, payload, single ? common.ScanToPay : texts.ScanOldest(oldest.Number));
    }
}
