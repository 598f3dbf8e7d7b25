using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>The table of overdue invoices, in the letter and on the attached statement.</summary>
internal static class LetterGrid
{
    internal static DocumentBlock.Grid Main(LetterDocument letter, LetterTexts texts, CommonTexts common)
    {
        var listed = letter.Rows.Take(LetterDocument.MostRowsInLetter).Select(row => Of(letter, row, texts)).ToList();
        var rest = Rest(letter);
        if (rest.Count > 0) listed.Add(Sum(letter.Language, texts.OnStatement(rest.Count), rest, strong: false));
        listed.Add(Sum(letter.Language, common.Total, letter.Rows, strong: true));
        return new DocumentBlock.Grid(Columns(texts, common), listed);
    }

    internal static DocumentBlock.Grid Statement(LetterDocument letter, LetterTexts texts, CommonTexts common)
    {
        var rest = Rest(letter);
        var rows = rest.Select(row => Of(letter, row, texts)).Append(Sum(letter.Language, common.Total, rest, strong: true)).ToList();
        return new DocumentBlock.Grid(Columns(texts, common), rows);
    }

    private static List<LetterRow> Rest(LetterDocument letter) => [.. letter.Rows.Skip(LetterDocument.MostRowsInLetter)];

    private static GridColumn[] Columns(LetterTexts texts, CommonTexts common) =>
    [
        new(common.Number, 75), new(texts.Issued, 56), new(common.DueDate, 56),
        new(texts.Original, 61, Right: true), new(texts.Principal, 61, Right: true), new(texts.Interest, 53, Right: true),
        new(texts.Costs, 45, Right: true), new(common.Total, 61, Right: true), new(texts.Level, 27, Right: true),
    ];

    private static GridRow Of(LetterDocument letter, LetterRow row, LetterTexts texts)
    {
        var language = letter.Language;
        var note = $"{row.Description} · {DocumentFormat.Communication(row.StructuredCommunication)}";
        if (row.PenaltyIfUnpaid is { } penalty) note += $" · {texts.PenaltyIfUnpaid(language.WithCurrency(penalty))}";
        return new GridRow(
            [
                row.Number, language.ShortDate(row.IssueDate), language.ShortDate(row.DueDate), language.Amount(row.Original),
                language.Amount(row.Principal), language.Amount(row.Interest), language.Amount(row.Costs), language.Amount(row.Total),
                row.Level.ToString("0"),
            ],
            note);
    }

    private static GridRow Sum(DocumentLanguage language, string label, IReadOnlyList<LetterRow> rows, bool strong) => new(
        [
            label, "", "", language.Amount(rows.Sum(row => row.Original)), language.Amount(rows.Sum(row => row.Principal)),
            language.Amount(rows.Sum(row => row.Interest)), language.Amount(rows.Sum(row => row.Costs)), language.Amount(rows.Sum(row => row.Total)), "",
        ],
        Strong: strong);
}
