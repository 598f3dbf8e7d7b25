using System.Collections.Concurrent;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace PdfSharp.Internal;

/// <summary>Fonts parsed once a process; a parsed font never changes.</summary>
internal static class FontCache
{
    private static readonly ConcurrentDictionary<(string Family, XFontStyleEx Style), TrueTypeFont> Fonts = new();

    internal static TrueTypeFont Get(string family, XFontStyleEx style) => Fonts.GetOrAdd((family, style), Load);

    private static TrueTypeFont Load((string Family, XFontStyleEx Style) key)
    {
        var resolver = GlobalFontSettings.FontResolver ?? throw new InvalidOperationException("No font resolver is set.");
        var info = resolver.ResolveTypeface(key.Family, key.Style.HasFlag(XFontStyleEx.Bold), key.Style.HasFlag(XFontStyleEx.Italic))
            ?? throw new InvalidOperationException($"No font for family '{key.Family}'.");
        var bytes = resolver.GetFont(info.FaceName) ?? throw new InvalidOperationException($"No data for font face '{info.FaceName}'.");
        return new TrueTypeFont(info.FaceName, bytes);
    }
}
