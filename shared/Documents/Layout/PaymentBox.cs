namespace Smart.Shared.Documents.Layout;

/// <summary>How to pay: the facts in large type, and the code to scan.</summary>
internal static class PaymentBox
{
    private const double Code = 84, Padding = 10, LabelWidth = 118;

    internal static void Draw(Sheet sheet, string title, IReadOnlyList<Fact> facts, string? payload, string caption)
    {
        var rowHeight = sheet.Type.Strong.Leading + 1.5;
        var height = Math.Max(payload is null ? 0 : Code + 26, (facts.Count * rowHeight) + 20) + (2 * Padding);
        sheet.Ensure(height);
        var top = sheet.Y;
        sheet.Page.DrawRectangle(sheet.Type.Tint, Sheet.Left, top, Sheet.Width, height);
        sheet.Page.DrawRectangle(sheet.Type.Accent, Sheet.Left, top, 2.5, height);
        var x = Sheet.Left + Padding + 6;
        var width = Sheet.Width - (2 * Padding) - 6 - (payload is null ? 0 : Code + 24);
        sheet.Y += Padding - 2;
        sheet.Text(title, sheet.Type.Heading, x, width);
        sheet.Y += 5;
        foreach (var (label, value) in facts)
        {
            sheet.Line(label, sheet.Type.Body, x, sheet.Y, LabelWidth - 8);
            sheet.Line(value, sheet.Type.Strong, x + LabelWidth, sheet.Y, width - LabelWidth);
            sheet.Y += rowHeight;
        }

        if (payload is not null)
        {
            var codeX = Sheet.Right - Padding - Code - 4;
            QrCode.Draw(sheet, payload, codeX, top + Padding + 2, Code);
            var label = sheet.Wrap(caption, sheet.Type.Small, Code + 16);
            for (var i = 0; i < label.Count; i++)
            {
                var indent = (Code - sheet.Measure(label[i], sheet.Type.Small)) / 2;
                sheet.Line(label[i], sheet.Type.Small, codeX + indent, top + Padding + Code + 5 + (i * sheet.Type.Small.Leading), Code + 16);
            }
        }

        sheet.Y = top + height + 10;
    }
}
