using PdfSharp.Internal;
using PdfSharp.Pdf;

namespace PdfSharp.Drawing;

/// <summary>Draws on a page. The origin is the upper left corner, y grows downwards, the unit is the point.</summary>
public sealed class XGraphics : IDisposable
{
    private readonly PageContent content;

    private XGraphics(PdfPage page) => content = page.Content;

    /// <summary>Draws on that page, over what is there.</summary>
    public static XGraphics FromPdfPage(PdfPage page) => new(page);

    /// <summary>Draws text with its baseline starting at the point.</summary>
    public void DrawString(string s, XFont font, XBrush brush, double x, double y)
        => content.Text(s, font, ((XSolidBrush)brush).Color, x, y);

    /// <summary>Draws a line.</summary>
    public void DrawLine(XPen pen, double x1, double y1, double x2, double y2) => content.Line(pen, x1, y1, x2, y2);

    /// <summary>Fills a rectangle.</summary>
    public void DrawRectangle(XBrush brush, double x, double y, double width, double height)
        => content.Rectangle(((XSolidBrush)brush).Color, x, y, width, height);

    /// <summary>The room that one line of text takes.</summary>
    public XSize MeasureString(string text, XFont font)
        => new(font.Face.WidthOf(text) * font.Size, font.Face.LineSpacing * font.Size);

    /// <summary>Ends the drawing.</summary>
    public void Dispose()
    {
    }
}
