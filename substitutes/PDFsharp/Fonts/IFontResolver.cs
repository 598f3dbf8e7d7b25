namespace PdfSharp.Fonts;

/// <summary>Marks the kinds of font resolver.</summary>
public interface IFontResolverMarker
{
}

/// <summary>Finds the font file for a family and style.</summary>
public interface IFontResolver : IFontResolverMarker
{
    /// <summary>The face for a family and style, or null when there is none.</summary>
    FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic);

    /// <summary>The bytes of a face that <see cref="ResolveTypeface"/> named.</summary>
    byte[]? GetFont(string faceName);
}
