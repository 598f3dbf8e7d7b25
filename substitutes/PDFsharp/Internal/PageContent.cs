using System.Globalization;
using System.Text;
using PdfSharp.Drawing;

namespace PdfSharp.Internal;

/// <summary>The drawing operators of one page; a colour, width or font is named only when it changes.</summary>
internal sealed class PageContent(FontUses fonts)
{
    internal const int Width = 595, Height = 842;

    private readonly StringBuilder operators = new();
    private XColor? fill, stroke;
    private double lineWidth = -1;
    private (FontUse? Use, double Size) current;

    public override string ToString() => operators.ToString();

    internal void Text(string text, XFont font, XColor color, double x, double y)
    {
        if (text.Length == 0) return;
        Fill(color);
        var use = fonts.Of(font.Face);
        operators.Append("BT");
        if (current != (use, font.Size))
        {
            current = (use, font.Size);
            operators.Append(" /").Append(use.ResourceName).Append(' ').Append(Number(font.Size)).Append(" Tf");
        }

        operators.Append(' ').Append(Number(x)).Append(' ').Append(Number(Height - y)).Append(" Td <");
        use.AppendCodes(text, operators);
        operators.Append("> Tj ET\n");
    }

    internal void Line(XPen pen, double x1, double y1, double x2, double y2)
    {
        if (stroke != pen.Color)
        {
            stroke = pen.Color;
            operators.Append(Rgb(pen.Color)).Append(" RG\n");
        }

        if (!lineWidth.Equals(pen.Width))
        {
            lineWidth = pen.Width;
            operators.Append(Number(pen.Width)).Append(" w\n");
        }

        operators.Append(Number(x1)).Append(' ').Append(Number(Height - y1)).Append(" m ")
            .Append(Number(x2)).Append(' ').Append(Number(Height - y2)).Append(" l S\n");
    }

    internal void Rectangle(XColor color, double x, double y, double width, double height)
    {
        Fill(color);
        operators.Append(Number(x)).Append(' ').Append(Number(Height - y - height)).Append(' ')
            .Append(Number(width)).Append(' ').Append(Number(height)).Append(" re f\n");
    }

    private static string Rgb(XColor color) => $"{Number(color.R / 255d)} {Number(color.G / 255d)} {Number(color.B / 255d)}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private void Fill(XColor color)
    {
        if (fill == color) return;
        fill = color;
        operators.Append(Rgb(color)).Append(" rg\n");
    }
}
