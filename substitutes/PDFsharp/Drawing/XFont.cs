using PdfSharp.Internal;

namespace PdfSharp.Drawing;

/// <summary>The style asked of a font family.</summary>
[Flags]
public enum XFontStyleEx
{
    /// <summary>Upright, of normal weight.</summary>
    Regular = 0,

    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Italic.</summary>
    Italic = 2,

    /// <summary>Bold and italic.</summary>
    BoldItalic = 3,
}

/// <summary>A face at a size. The face comes from the registered font resolver.</summary>
public sealed class XFont
{
    /// <summary>The regular face of a family, its em size in points.</summary>
    public XFont(string familyName, double emSize)
        : this(familyName, emSize, XFontStyleEx.Regular)
    {
    }

    /// <summary>A face of a family, its em size in points.</summary>
    public XFont(string familyName, double emSize, XFontStyleEx style)
    {
        Size = emSize;
        Style = style;
        Face = FontCache.Get(familyName, style);
    }

    /// <summary>The em size in points.</summary>
    public double Size { get; }

    /// <summary>The style asked for.</summary>
    public XFontStyleEx Style { get; }

    internal TrueTypeFont Face { get; }
}
