using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents.Layout;

/// <summary>The head of the first page: who sends, what it is, and the addressee where a window envelope shows it.</summary>
internal static class Masthead
{
    private const double AddressLeft = 320, AddressTop = 128, AddressWidth = Sheet.Right - AddressLeft;

    internal static void Draw(Sheet sheet, CommonTexts texts, Creditor sender, Addressee addressee, string title, string subtitle)
    {
        var top = sheet.Y;
        Sender(sheet, texts, sender);
        var senderEnd = sheet.Y;
        sheet.Line(title, sheet.Type.Title, 230, top - 4, Sheet.Right - 230, right: true);
        sheet.Line(subtitle, sheet.Type.Sum, 230, top + 26, Sheet.Right - 230, right: true);
        sheet.Y = AddressTop;
        sheet.Paragraph(addressee.Name, sheet.Type.Sum, AddressLeft, AddressWidth, mostLines: 3);
        sheet.Paragraph(addressee.Address.Street, sheet.Type.Body, AddressLeft, AddressWidth, mostLines: 2);
        sheet.Text($"{addressee.Address.PostalCode} {addressee.Address.City}", sheet.Type.Body, AddressLeft, AddressWidth);
        if (addressee.Address.Country is { } country) sheet.Text(country, sheet.Type.Body, AddressLeft, AddressWidth);
        sheet.Y += 3;
        if (addressee.VatNumber is { } vat) sheet.Text($"{texts.Vat} {DocumentFormat.VatNumber(vat)}", sheet.Type.Small, AddressLeft, AddressWidth);
        else if (addressee.EnterpriseNumber is { } number)
            sheet.Text($"{texts.EnterpriseNumber} {DocumentFormat.EnterpriseNumber(number)}", sheet.Type.Small, AddressLeft, AddressWidth);
        sheet.Y = Math.Max(Math.Max(senderEnd, sheet.Y) + 12, 196);
    }

    private static void Sender(Sheet sheet, CommonTexts texts, Creditor sender)
    {
        const double Room = 225;
        sheet.Paragraph(sender.Name, sheet.Type.Brand, Sheet.Left, 175, mostLines: 2);
        sheet.Y += 2;
        string[] lines =
        [
            sender.InLiquidation ? $"{sender.LegalForm} {texts.InLiquidation}" : sender.LegalForm,
            sender.Seat.Street,
            $"{sender.Seat.PostalCode} {sender.Seat.City}",
            $"{texts.Vat} {DocumentFormat.VatNumber(sender.VatNumber)}",
            $"{texts.Register} {sender.Court}",
            sender.Email,
            sender.Website,
        ];
        foreach (var line in lines) sheet.Text(line, sheet.Type.Small, Sheet.Left, Room);
    }
}
