using Smart.Shared.Documents.Layout;
using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>Prints a body of blocks.</summary>
internal static class BodyPdf
{
    internal static byte[] Render(DocumentBody body)
    {
        using var sheet = new Sheet(new SheetInfo($"{body.Title} {body.Reference}", body.Language, body.Date, body.Sender));
        Masthead.Draw(sheet, CommonTexts.In(body.Language), body.Sender, body.Addressee, body.Title, body.Reference);
        FactStrip.Draw(sheet, body.Facts);
        foreach (var block in body.Blocks) Draw(sheet, block);
        return sheet.Save();
    }

    private static void Draw(Sheet sheet, DocumentBlock block)
    {
        switch (block)
        {
            case DocumentBlock.Paragraph paragraph:
                sheet.Paragraph(paragraph.Text, paragraph.Strong ? sheet.Type.Strong : sheet.Type.Body, Sheet.Left, Sheet.Width);
                sheet.Y += 6;
                break;
            case DocumentBlock.Heading heading:
                sheet.Ensure(60);
                sheet.Y += 4;
                sheet.Text(heading.Text, sheet.Type.Heading, Sheet.Left, Sheet.Width);
                sheet.Y += 4;
                break;
            case DocumentBlock.Grid grid:
                sheet.Y += 2;
                Table.Draw(sheet, grid.Columns, grid.Rows);
                sheet.Y += 12;
                break;
            case DocumentBlock.Payment payment:
                PaymentBox.Draw(sheet, payment.Title, payment.Facts, payment.Payload, payment.Caption);
                break;
            case DocumentBlock.Attachment:
                sheet.NewPage();
                break;
            default:
                throw new InvalidOperationException($"Block {block.GetType().Name} has no printed form.");
        }
    }
}
