using System.Buffers.Binary;
using System.Text;

namespace PdfSharp.Internal;

/// <summary>A TrueType file with glyf outlines: its metrics, its character map, its glyph bytes.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphOfCodePoint;
    private readonly int metricCount;
    private readonly bool longOffsets;

    internal TrueTypeFont(string faceName, byte[] data)
    {
        this.data = data;
        FaceName = faceName;
        var count = U16(4);
        for (var i = 0; i < count; i++)
        {
            var entry = 12 + (i * 16);
            tables[Encoding.ASCII.GetString(data, entry, 4)] = (checked((int)U32(entry + 8)), checked((int)U32(entry + 12)));
        }

        if (!tables.ContainsKey("glyf")) throw new InvalidOperationException($"Font face '{faceName}' has no TrueType outlines.");
        var head = tables["head"].Offset;
        UnitsPerEm = U16(head + 18);
        Box = [S16(head + 36), S16(head + 38), S16(head + 40), S16(head + 42)];
        longOffsets = S16(head + 50) != 0;
        var hhea = tables["hhea"].Offset;
        Ascent = S16(hhea + 4);
        Descent = S16(hhea + 6);
        LineSpacing = (Ascent - Descent + S16(hhea + 8)) / (double)UnitsPerEm;
        metricCount = U16(hhea + 34);
        GlyphCount = U16(tables["maxp"].Offset + 4);
        CapHeight = tables.TryGetValue("OS/2", out var os2) && os2.Length >= 90 ? S16(os2.Offset + 88) : Ascent;
        glyphOfCodePoint = CharacterMap.Read(Table("cmap"));
    }

    internal string FaceName { get; }

    internal int UnitsPerEm { get; }

    internal int GlyphCount { get; }

    internal int Ascent { get; }

    internal int Descent { get; }

    internal int CapHeight { get; }

    internal int[] Box { get; }

    /// <summary>Line to line, in em.</summary>
    internal double LineSpacing { get; }

    /// <summary>The glyph of a code point; 0, the empty box, when the font has none.</summary>
    internal int GlyphOf(int codePoint) => glyphOfCodePoint.GetValueOrDefault(codePoint);

    internal int AdvanceOf(int glyph) => U16(tables["hmtx"].Offset + (Math.Min(glyph, metricCount - 1) * 4));

    internal int LeftSideBearingOf(int glyph) => glyph < metricCount
        ? S16(tables["hmtx"].Offset + (glyph * 4) + 2)
        : S16(tables["hmtx"].Offset + (metricCount * 4) + ((glyph - metricCount) * 2));

    /// <summary>The width of a line of text, in em.</summary>
    internal double WidthOf(string text)
    {
        var units = 0L;
        foreach (var rune in text.EnumerateRunes()) units += AdvanceOf(GlyphOf(rune.Value));
        return units / (double)UnitsPerEm;
    }

    internal ReadOnlySpan<byte> Table(string tag)
    {
        var (offset, length) = tables[tag];
        return data.AsSpan(offset, length);
    }

    internal ReadOnlySpan<byte> GlyphBytes(int glyph)
    {
        var loca = tables["loca"].Offset;
        var (start, end) = longOffsets
            ? (checked((int)U32(loca + (glyph * 4))), checked((int)U32(loca + (glyph * 4) + 4)))
            : (U16(loca + (glyph * 2)) * 2, U16(loca + (glyph * 2) + 2) * 2);
        return data.AsSpan(tables["glyf"].Offset + start, end - start);
    }

    private int U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(offset));

    private int S16(int offset) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(offset));

    private uint U32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(offset));
}
