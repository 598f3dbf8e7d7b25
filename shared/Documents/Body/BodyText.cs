using System.Text;

namespace Smart.Shared.Documents;

/// <summary>Writes a body of blocks as plain text.</summary>
internal static class BodyText
{
    internal static string Render(DocumentBody body)
    {
        var text = new StringBuilder();
        foreach (var fact in body.Facts) text.Append(fact.Label).Append(": ").Append(fact.Value).Append('\n');
        text.Append('\n');
        foreach (var block in body.Blocks) Write(text, block);
        return text.Append("--\n").Append(Layout.SellerLine.Of(body.Sender, Texts.CommonTexts.In(body.Language))).Append('\n').ToString();
    }

    private static void Write(StringBuilder text, DocumentBlock block)
    {
        switch (block)
        {
            case DocumentBlock.Paragraph paragraph:
                text.Append(paragraph.Text).Append("\n\n");
                break;
            case DocumentBlock.Heading heading:
                text.Append(heading.Text).Append('\n').Append('-', heading.Text.Length).Append("\n\n");
                break;
            case DocumentBlock.Grid grid:
                foreach (var row in grid.Rows) Write(text, grid.Columns, row);
                break;
            case DocumentBlock.Payment payment:
                text.Append(payment.Title).Append('\n');
                foreach (var fact in payment.Facts) text.Append("  ").Append(fact.Label).Append(": ").Append(fact.Value).Append('\n');
                text.Append('\n');
                break;
            case DocumentBlock.Attachment:
                break;
            default:
                throw new InvalidOperationException($"Block {block.GetType().Name} has no plain form.");
        }
    }

    private static void Write(StringBuilder text, IReadOnlyList<GridColumn> columns, GridRow row)
    {
        text.Append("* ").Append(row.Cells[0]).Append('\n');
        for (var i = 1; i < columns.Count; i++)
        {
            if (row.Cells[i].Length > 0) text.Append("  ").Append(columns[i].Title).Append(": ").Append(row.Cells[i]).Append('\n');
        }

        if (row.Note is { } note) text.Append("  ").Append(note).Append('\n');
        text.Append('\n');
    }
}
