using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>A movement of a debtor's account.</summary>
/// <param name="Date">Business date.</param>
/// <param name="Label">What it is, in the language of the document.</param>
/// <param name="Reference">Invoice number or reference of the receipt.</param>
/// <param name="Amount">Positive raises what is owed, negative lowers it.</param>
public sealed record StatementEntry(DateOnly Date, string Label, string Reference, Money Amount);

/// <summary>The account of a debtor: every movement and the balance after it.</summary>
public sealed record StatementDocument
{
    /// <summary>Language of the debtor.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>Whose books.</summary>
    public required Creditor Creditor { get; init; }

    /// <summary>Whose account.</summary>
    public required Addressee Debtor { get; init; }

    /// <summary>Reference of the statement.</summary>
    public required string Reference { get; init; }

    /// <summary>Date of the statement.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Balance before the first entry.</summary>
    public Money Opening { get; init; } = Money.Zero;

    /// <summary>The movements, oldest first.</summary>
    public required IReadOnlyList<StatementEntry> Entries { get; init; }
}

/// <summary>Prints account statements.</summary>
public static class StatementPdf
{
    /// <summary>The PDF.</summary>
    public static byte[] Render(StatementDocument statement)
    {
        var (language, common, texts) = (statement.Language, CommonTexts.In(statement.Language), ClaimTexts.In(statement.Language));
        var balance = statement.Opening;
        var rows = new List<GridRow> { new([texts.OpeningBalance, "", "", "", language.Amount(balance)]) };
        foreach (var entry in statement.Entries)
        {
            balance += entry.Amount;
            rows.Add(new GridRow([entry.Label, language.ShortDate(entry.Date), entry.Reference, language.Amount(entry.Amount), language.Amount(balance)]));
        }

        rows.Add(new GridRow([common.Balance, language.ShortDate(statement.Date), "", "", language.Amount(balance)], Strong: true));
        return BodyPdf.Render(new DocumentBody
        {
            Language = language,
            Date = statement.Date,
            Sender = statement.Creditor,
            Addressee = statement.Debtor,
            Title = texts.StatementTitle,
            Reference = statement.Reference,
            Subject = $"{texts.StatementTitle} – {statement.Reference}",
            Facts = [new(common.Date, language.Date(statement.Date)), new(common.Reference, statement.Reference), new(common.Balance, language.WithCurrency(balance))],
            Blocks =
            [
                new DocumentBlock.Grid(
                    [new(texts.Movement, 195), new(common.Date, 65), new(common.Reference, 95), new(common.Amount, 70, Right: true), new(common.Balance, 70, Right: true)],
                    rows),
            ],
        });
    }
}
