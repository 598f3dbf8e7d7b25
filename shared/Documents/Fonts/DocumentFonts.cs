using PdfSharp.Fonts;

namespace Smart.Shared.Documents.Fonts;

/// <summary>Serves the two faces of the documents from this assembly, so that no machine needs fonts installed.</summary>
public sealed class DocumentFonts : IFontResolver
{
    /// <summary>The family of all documents: its digits are of equal width, which keeps columns of amounts aligned.</summary>
    public const string Family = "IBM Plex Sans";

    private const string Regular = "IBMPlexSans-Regular", SemiBold = "IBMPlexSans-SemiBold";

    private DocumentFonts()
    {
    }

    /// <summary>Registers the fonts; harmless when repeated.</summary>
    public static void Use() => GlobalFontSettings.FontResolver ??= new DocumentFonts();

    /// <inheritdoc />
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic)
        => familyName == Family ? new FontResolverInfo(isBold ? SemiBold : Regular) : null;

    /// <inheritdoc />
    public byte[]? GetFont(string faceName)
    {
        using var resource = typeof(DocumentFonts).Assembly.GetManifestResourceStream(faceName + ".ttf");
        if (resource is null) return null;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
