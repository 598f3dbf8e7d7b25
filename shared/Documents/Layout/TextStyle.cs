using PdfSharp.Drawing;
using Smart.Shared.Documents.Fonts;

namespace Smart.Shared.Documents.Layout;

/// <summary>A font, a colour and the distance from line to line, in points.</summary>
internal sealed record TextStyle(XFont Font, XBrush Brush, double Leading)
{
    /// <summary>The same style at another size.</summary>
    internal TextStyle At(double size) => this with { Font = new XFont(DocumentFonts.Family, size, Font.Style), Leading = Leading * size / Font.Size };
}

/// <summary>The few styles that every document is set in.</summary>
internal sealed class Typography
{
    private static readonly XColor InkColor = XColor.FromArgb(28, 34, 43);
    private static readonly XColor GreyColor = XColor.FromArgb(98, 107, 120);
    private static readonly XColor AccentColor = XColor.FromArgb(0, 92, 99);

    internal Typography()
    {
        DocumentFonts.Use();
        XBrush ink = new XSolidBrush(InkColor), grey = new XSolidBrush(GreyColor);
        Accent = new XSolidBrush(AccentColor);
        Ink = ink;
        Body = Style(9, ink);
        Strong = Style(9, ink, bold: true);
        Cell = Style(8.2, ink);
        CellStrong = Style(8.2, ink, bold: true);
        Small = Style(7.2, grey);
        Label = Style(7.2, grey);
        ColumnTitle = Style(7.2, grey, bold: true);
        Title = Style(21, Accent, bold: true);
        Brand = Style(14, ink, bold: true);
        Heading = Style(10.5, Accent, bold: true);
        Sum = Style(11, ink, bold: true);
    }

    internal XBrush Accent { get; }

    internal XBrush Ink { get; }

    internal XBrush Tint { get; } = new XSolidBrush(XColor.FromArgb(241, 245, 245));

    internal XPen Hair { get; } = new(XColor.FromArgb(212, 218, 222), 0.5);

    internal XPen Rule { get; } = new(AccentColor, 1);

    internal TextStyle Body { get; }

    internal TextStyle Strong { get; }

    internal TextStyle Cell { get; }

    internal TextStyle CellStrong { get; }

    internal TextStyle Small { get; }

    internal TextStyle Label { get; }

    internal TextStyle ColumnTitle { get; }

    internal TextStyle Title { get; }

    internal TextStyle Brand { get; }

    internal TextStyle Heading { get; }

    internal TextStyle Sum { get; }

    private static TextStyle Style(double size, XBrush brush, bool bold = false)
        => new(new XFont(DocumentFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular), brush, size * 1.42);
}
