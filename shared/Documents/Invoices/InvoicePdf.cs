using Smart.Shared.Documents.Layout;
using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>Prints an invoice. The same model always gives the same bytes.</summary>
public static class InvoicePdf
{
    private const double TotalsLeft = 350;

    /// <summary>The PDF: at most 40 KB for 40 lines, A4, in the language of the model, with a code to pay by phone.</summary>
    public static byte[] Render(InvoiceDocument invoice)
    {
        var texts = InvoiceTexts.In(invoice.Language);
        var common = CommonTexts.In(invoice.Language);
        using var sheet = new Sheet(new SheetInfo($"{texts.Title} {invoice.Number}", invoice.Language, invoice.IssueDate, invoice.Seller));
        Masthead.Draw(sheet, common, invoice.Seller, invoice.Customer, texts.Title, invoice.Number);
        FactStrip.Draw(sheet, Facts(invoice, texts, common));
        if (invoice.MemberName is { } member)
        {
            sheet.Paragraph(texts.OnBehalfOf(member), sheet.Type.Body, Sheet.Left, Sheet.Width);
            sheet.Y += 8;
        }

        Lines(sheet, invoice, texts);
        Totals(sheet, invoice, texts);
        Mentions(sheet, invoice, texts);
        var payload = EpcPayment.Payload(invoice.Seller, invoice.Total, invoice.StructuredCommunication);
        PaymentBox.Draw(sheet, common.HowToPay, Payment(invoice, common), payload, common.ScanToPay);
        sheet.Paragraph(texts.LatePayment(invoice.Regime, invoice.ConsumerPenaltyClause), sheet.Type.Small, Sheet.Left, Sheet.Width);
        sheet.Paragraph(texts.Questions(invoice.Seller.Email), sheet.Type.Small, Sheet.Left, Sheet.Width);
        return sheet.Save();
    }

    private static List<Fact> Facts(InvoiceDocument invoice, InvoiceTexts texts, CommonTexts common)
    {
        var language = invoice.Language;
        var supply = invoice.SupplyEnd is { } end && end != invoice.SupplyDate
            ? $"{language.ShortDate(invoice.SupplyDate)} – {language.ShortDate(end)}"
            : language.ShortDate(invoice.SupplyDate);
        List<Fact> facts =
        [
            new(common.IssueDate, language.ShortDate(invoice.IssueDate)),
            new(common.DueDate, language.ShortDate(invoice.DueDate)),
            new(texts.SupplyDate, supply),
        ];
        if (invoice.CustomerReference is { } reference) facts.Add(new Fact(texts.CustomerReference, reference));
        return facts;
    }

    private static void Lines(Sheet sheet, InvoiceDocument invoice, InvoiceTexts texts)
    {
        var language = invoice.Language;
        GridColumn[] columns =
        [
            new(texts.Description, 215), new(texts.Quantity, 52, Right: true), new(texts.Unit, 52),
            new(texts.UnitPrice, 64, Right: true), new(texts.Rate, 42, Right: true), new(texts.LineNet, 70, Right: true),
        ];
        Table.Draw(sheet, columns, invoice.Lines.Select(line => new GridRow(
        [
            line.Description,
            language.Decimal(line.Quantity),
            line.Unit,
            language.Decimal(line.UnitPrice, 2),
            line.Treatment == VatTreatment.Taxed ? language.Percent(line.RatePercent) : "–",
            language.Amount(line.Net),
        ])));
    }

    private static void Totals(Sheet sheet, InvoiceDocument invoice, InvoiceTexts texts)
    {
        sheet.Ensure(40 + ((invoice.Vat.Count + 3) * 15));
        sheet.Y += 12;
        var top = sheet.Y;
        VatSummary(sheet, invoice, texts);
        var summaryEnd = sheet.Y;
        sheet.Y = top;
        Sum(sheet, texts.Net, invoice.Language.Amount(invoice.Net), sheet.Type.Body);
        Sum(sheet, texts.Tax, invoice.Language.Amount(invoice.Tax), sheet.Type.Body);
        sheet.Y += 3;
        sheet.Rule(sheet.Type.Rule, TotalsLeft);
        sheet.Y += 4;
        Sum(sheet, texts.ToPay, invoice.Language.WithCurrency(invoice.Total), sheet.Type.Sum);
        sheet.Y = Math.Max(summaryEnd, sheet.Y) + 10;
    }

    private static void VatSummary(Sheet sheet, InvoiceDocument invoice, InvoiceTexts texts)
    {
        const double Rate = 90, Amount = 80;
        Draw(texts.VatRate, texts.VatBase, texts.VatAmount, sheet.Type.ColumnTitle);
        foreach (var vat in invoice.Vat)
        {
            var rate = vat.Treatment == VatTreatment.Taxed ? invoice.Language.Percent(vat.RatePercent) : texts.None;
            Draw(rate, invoice.Language.Amount(vat.Base), invoice.Language.Amount(vat.Tax), sheet.Type.Cell);
        }

        void Draw(string rate, string taxable, string tax, TextStyle style)
        {
            sheet.Line(rate, style, Sheet.Left, sheet.Y, Rate);
            sheet.Amount(taxable, style, Sheet.Left + Rate, sheet.Y, Amount);
            sheet.Amount(tax, style, Sheet.Left + Rate + Amount + 6, sheet.Y, Amount);
            sheet.Y += style.Leading + 1.5;
        }
    }

    private static void Sum(Sheet sheet, string label, string amount, TextStyle style)
    {
        sheet.Line(label, style, TotalsLeft, sheet.Y, 95);
        sheet.Amount(amount, style, TotalsLeft + 85, sheet.Y, Sheet.Right - TotalsLeft - 85);
        sheet.Y += style.Leading + 1.5;
    }

    private static void Mentions(Sheet sheet, InvoiceDocument invoice, InvoiceTexts texts)
    {
        var mentions = invoice.Vat.Select(vat => texts.Mention(vat.Treatment, vat.Provision)).OfType<string>().Distinct(StringComparer.Ordinal);
        foreach (var mention in mentions) sheet.Paragraph(mention, sheet.Type.Strong, Sheet.Left, Sheet.Width);
        sheet.Y += 8;
    }

    private static List<Fact> Payment(InvoiceDocument invoice, CommonTexts common)
    {
        var facts = PaymentFacts.To(invoice.Seller, common);
        facts.Add(new Fact(common.Amount, invoice.Language.WithCurrency(invoice.Total)));
        facts.Add(new Fact(common.Communication, DocumentFormat.Communication(invoice.StructuredCommunication)));
        facts.Add(new Fact(common.DueDate, invoice.Language.Date(invoice.DueDate)));
        return facts;
    }
}
