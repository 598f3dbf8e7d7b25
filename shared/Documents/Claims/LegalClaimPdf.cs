using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>Prints the summary of a claim.</summary>
public static class LegalClaimPdf
{
    /// <summary>The PDF: parties, totals, then each invoice with its interest computed line by line and its receipts.</summary>
    public static byte[] Render(LegalClaimDocument claim)
    {
        var (language, common, texts) = (claim.Language, CommonTexts.In(claim.Language), ClaimTexts.In(claim.Language));
        return BodyPdf.Render(new DocumentBody
        {
            Language = language,
            Date = claim.Date,
            Sender = claim.Creditor,
            Addressee = claim.Debtor,
            Title = texts.ClaimTitle,
            Reference = claim.Reference,
            Subject = $"{texts.ClaimTitle} – {claim.Reference}",
            Facts = [new(common.Date, language.Date(claim.Date)), new(common.Reference, claim.Reference), new(common.Total, language.WithCurrency(claim.Total))],
            Blocks =
            [
                Parties(claim, texts, common),
                Summary(claim, texts, common),
                new DocumentBlock.Paragraph(texts.Basis(claim.Regime, language.Date(claim.Date))),
                .. claim.Items.SelectMany(item => Item(language, item, texts, common)),
            ],
        });
    }

    private static DocumentBlock.Paragraph Parties(LegalClaimDocument claim, ClaimTexts texts, CommonTexts common)
    {
        var creditor = claim.Creditor;
        var debtor = claim.Debtor;
        var number = debtor.VatNumber is { } vat ? $", {common.Vat} {DocumentFormat.VatNumber(vat)}"
            : debtor.EnterpriseNumber is { } digits ? $", {common.EnterpriseNumber} {DocumentFormat.EnterpriseNumber(digits)}" : "";
        return new($"{texts.Creditor}: {creditor.Name} {creditor.LegalForm}, {creditor.Seat.OnOneLine}, {common.EnterpriseNumber} {DocumentFormat.EnterpriseNumber(creditor.EnterpriseNumber)}\n"
            + $"{texts.Debtor}: {debtor.Name}, {debtor.Address.OnOneLine}{number}");
    }

    private static DocumentBlock.Grid Summary(LegalClaimDocument claim, ClaimTexts texts, CommonTexts common)
    {
        var language = claim.Language;
        var rows = claim.Items.Select(item => new GridRow(
            [
                item.Number, language.ShortDate(item.IssueDate), language.ShortDate(item.DueDate), language.Amount(item.Original),
                language.Amount(item.Principal), language.Amount(item.Interest), language.Amount(item.FixedSum), language.Amount(item.Total),
            ],
            item.Description));
        var sum = new GridRow(
            [
                common.Total, "", "", language.Amount(claim.Items.Sum(item => item.Original)), language.Amount(claim.Items.Sum(item => item.Principal)),
                language.Amount(claim.Items.Sum(item => item.Interest)), language.Amount(claim.Items.Sum(item => item.FixedSum)), language.Amount(claim.Total),
            ],
            Strong: true);
        return new(
            [
                new(common.Number, 78), new(texts.Issued, 58), new(common.DueDate, 58), new(texts.Original, 63, Right: true),
                new(texts.Principal, 63, Right: true), new(texts.Interest, 55, Right: true), new(texts.FixedSum, 55, Right: true), new(common.Total, 65, Right: true),
            ],
            [.. rows, sum]);
    }

    private static IEnumerable<DocumentBlock> Item(DocumentLanguage language, ClaimItem item, ClaimTexts texts, CommonTexts common)
    {
        yield return new DocumentBlock.Heading(texts.InterestOn(item.Number));
        var rows = item.Segments.Select(segment => new GridRow(
        [
            $"{language.ShortDate(segment.From)} – {language.ShortDate(segment.To)}", segment.Days.ToString("0"), language.Amount(segment.Principal),
            language.Percent(segment.RatePercent), language.Decimal(segment.Interest, 6, 6),
        ]));
        var sum = new GridRow([common.Total, item.Segments.Sum(segment => segment.Days).ToString("0"), "", "", language.Amount(item.Interest)], Strong: true);
        yield return new DocumentBlock.Grid(
            [new(texts.Period, 175), new(texts.Days, 60, Right: true), new(texts.Principal, 90, Right: true), new(texts.Rate, 70, Right: true), new(texts.Interest, 100, Right: true)],
            [.. rows, sum]);
        if (item.Receipts.Count == 0) yield break;
        yield return new DocumentBlock.Heading(texts.ReceiptsOn(item.Number));
        yield return new DocumentBlock.Grid(
            [new(common.Reference, 305), new(common.Date, 90), new(common.Amount, 100, Right: true)],
            [.. item.Receipts.Select(receipt => new GridRow([receipt.Reference, language.ShortDate(receipt.Date), language.Amount(receipt.Amount)]))]);
    }
}
