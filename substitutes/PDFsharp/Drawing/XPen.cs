namespace PdfSharp.Drawing;

/// <summary>What draws lines.</summary>
public sealed class XPen
{
    /// <summary>A pen of that colour, its width in points.</summary>
    public XPen(XColor color, double width)
    {
        Color = color;
        Width = width;
    }

    /// <summary>The colour.</summary>
    public XColor Color { get; set; }

    /// <summary>The width in points.</summary>
    public double Width { get; set; }
}
