using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Smart.Shared.Documents.Layout;

/// <summary>What a document says about itself, on every page and in its properties.</summary>
/// <param name="Title">Title of the document.</param>
/// <param name="Language">Its language.</param>
/// <param name="Date">Its date; also the creation date, so that the same model gives the same bytes.</param>
/// <param name="Issuer">Who sends it.</param>
internal sealed record SheetInfo(string Title, DocumentLanguage Language, DateOnly Date, Creditor Issuer);

/// <summary>A4 pages with a cursor that moves down. Origin upper left, unit the point.</summary>
internal sealed class Sheet : IDisposable
{
    internal const double Left = 50, Right = 545, Width = Right - Left;
    private const double Top = 44, Bottom = 773, PaperWidth = 595;

    private readonly PdfDocument document = new();
    private readonly List<XGraphics> pages = [];
    private readonly SheetInfo info;

    internal Sheet(SheetInfo info)
    {
        this.info = info;
        Type = new Typography();
        document.Language = info.Language.Tag();
        document.Info.Title = info.Title;
        document.Info.Author = info.Issuer.Name;
        document.Info.Creator = "Smart.Functions";
        document.Info.CreationDate = info.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        NewPage();
    }

    internal Typography Type { get; }

    /// <summary>The top of what is drawn next.</summary>
    internal double Y { get; set; }

    internal XGraphics Page => pages[^1];

    internal void NewPage()
    {
        var page = document.AddPage();
        page.Size = PageSize.A4;
        pages.Add(XGraphics.FromPdfPage(page));
        Page.DrawRectangle(Type.Accent, 0, 0, PaperWidth, 5);
        Y = Top;
        if (pages.Count == 1) return;
        Text($"{info.Issuer.Name} · {info.Title}", Type.Small, Left, Width);
        Y += 8;
    }

    /// <summary>Starts a new page unless that much height is left; says whether it did.</summary>
    internal bool Ensure(double height)
    {
        if (Y + height <= Bottom) return false;
        NewPage();
        return true;
    }

    /// <summary>One line at the cursor, with an ellipsis when it is too long; moves down.</summary>
    internal void Text(string text, TextStyle style, double x, double width, bool right = false)
    {
        Line(text, style, x, Y, width, right);
        Y += style.Leading;
    }

    /// <summary>One line whose top is at <paramref name="y"/>; the cursor stays.</summary>
    internal void Line(string text, TextStyle style, double x, double y, double width, bool right = false)
    {
        var shown = TextWrap.Truncate(text, width, part => Measure(part, style));
        var from = right ? x + width - Measure(shown, style) : x;
        Page.DrawString(shown, style.Font, style.Brush, from, y + (style.Leading * 0.5) + (style.Font.Size * 0.35));
    }

    /// <summary>An amount, never cut: smaller type when the column is too narrow.</summary>
    internal void Amount(string text, TextStyle style, double x, double y, double width)
    {
        var wide = Measure(text, style);
        Line(text, wide <= width ? style : style.At(style.Font.Size * width / wide * 0.99), x, y, width, right: true);
    }

    /// <summary>Wrapped text at the cursor, over pages when need be; moves down.</summary>
    internal void Paragraph(string text, TextStyle style, double x, double width, int mostLines = int.MaxValue)
    {
        var lines = Wrap(text, style, width);
        for (var i = 0; i < Math.Min(lines.Count, mostLines); i++)
        {
            Ensure(style.Leading);
            Text(i == mostLines - 1 && lines.Count > mostLines ? lines[i] + " …" : lines[i], style, x, width);
        }
    }

    internal List<string> Wrap(string text, TextStyle style, double width) => TextWrap.Lines(text, width, part => Measure(part, style));

    internal double Measure(string text, TextStyle style) => Page.MeasureString(text, style.Font).Width;

    internal void Rule(XPen pen, double from = Left, double to = Right) => Page.DrawLine(pen, from, Y, to, Y);

    /// <summary>Draws the foot of every page and returns the file.</summary>
    internal byte[] Save()
    {
        var texts = Texts.CommonTexts.In(info.Language);
        var foot = Wrap(SellerLine.Of(info.Issuer, texts), Type.Small, Width - 60);
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            page.DrawLine(Type.Hair, Left, 780, Right, 780);
            for (var line = 0; line < foot.Count; line++)
                page.DrawString(foot[line], Type.Small.Font, Type.Small.Brush, Left, 791 + (line * 9.6));
            var number = texts.Page(i + 1, pages.Count);
            page.DrawString(number, Type.Small.Font, Type.Small.Brush, Right - Measure(number, Type.Small), 791);
        }

        foreach (var page in pages) page.Dispose();
        using var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    /// <inheritdoc />
    public void Dispose() => document.Dispose();
}
