namespace PdfSharp.Drawing;

/// <summary>What fills text and shapes.</summary>
public abstract class XBrush
{
    private protected XBrush()
    {
    }
}

/// <summary>Fills with one colour.</summary>
public sealed class XSolidBrush : XBrush
{
    /// <summary>A brush of that colour.</summary>
    public XSolidBrush(XColor color) => Color = color;

    /// <summary>The colour.</summary>
    public XColor Color { get; set; }
}
