using System.Security.Cryptography;
using System.Text;

namespace PdfSharp.Internal;

/// <summary>Writes a font as a composite font with its subset embedded and the map back to Unicode.</summary>
internal static class FontWriter
{
    internal static int Write(FontUse use, ObjectWriter writer)
    {
        var font = use.Font;
        int type0 = writer.Reserve(), descendant = writer.Reserve(), descriptor = writer.Reserve(), file = writer.Reserve(), unicode = writer.Reserve();
        var subset = FontSubset.Of(use);
        var name = $"{Tag(subset)}+{font.FaceName}";
        var widths = string.Join(' ', use.Glyphs.Select(glyph => Em(font, font.AdvanceOf(glyph))));
        writer.Object(type0, $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>");
        writer.Object(descendant, $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            + $" /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 0 /W [0 [{widths}]] >>");
        writer.Object(descriptor, $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', font.Box.Select(edge => Em(font, edge)))}]"
            + $" /ItalicAngle 0 /Ascent {Em(font, font.Ascent)} /Descent {Em(font, font.Descent)} /CapHeight {Em(font, font.CapHeight)} /StemV 80 /FontFile2 {file} 0 R >>");
        writer.Stream(file, subset, $" /Length1 {subset.Length}");
        writer.Stream(unicode, Encoding.ASCII.GetBytes(ToUnicode(use)));
        return type0;
    }

    private static string Tag(byte[] subset) => string.Concat(SHA256.HashData(subset).Take(6).Select(part => (char)('A' + (part % 26))));

    private static int Em(TrueTypeFont font, int units) => (int)Math.Round(units * 1000d / font.UnitsPerEm, MidpointRounding.AwayFromZero);

    private static string ToUnicode(FontUse use)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
            .Append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
            .Append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in Enumerable.Range(1, use.CodePoints.Count - 1).Chunk(100))
        {
            map.Append(block.Length).Append(" beginbfchar\n");
            foreach (var code in block) map.Append('<').Append(code.ToString("X4")).Append("> <").Append(Utf16(use.CodePoints[code])).Append(">\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Utf16(int codePoint) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint)));
}
