using System.Buffers.Binary;

namespace PdfSharp.Internal;

/// <summary>A font file with only the glyphs a document uses, renumbered by code, without hinting: screens and printers of today
/// smooth outlines themselves, and hinting is half the size.</summary>
internal static class FontSubset
{
    private const int HasInstructions = 0x100, MoreComponents = 0x20, WordArguments = 1, Scale = 8, XyScale = 0x40, Matrix = 0x80;

    internal static byte[] Of(FontUse use)
    {
        var font = use.Font;
        var glyphs = use.Glyphs.ToList();
        var codeOfGlyph = new Dictionary<int, int>();
        for (var code = 0; code < glyphs.Count; code++) codeOfGlyph.TryAdd(glyphs[code], code);
        var outlines = new List<byte[]>();
        for (var code = 0; code < glyphs.Count; code++) outlines.Add(Outline(font.GlyphBytes(glyphs[code]), Renumber));

        return Assemble(font, glyphs, outlines);

        int Renumber(int component)
        {
            if (codeOfGlyph.TryGetValue(component, out var code)) return code;
            codeOfGlyph.Add(component, glyphs.Count);
            glyphs.Add(component);
            return glyphs.Count - 1;
        }
    }

    private static byte[] Outline(ReadOnlySpan<byte> source, Func<int, int> renumber)
    {
        if (source.IsEmpty) return [];
        var contours = BinaryPrimitives.ReadInt16BigEndian(source);
        return contours < 0 ? Composite(source, renumber) : Simple(source, contours);
    }

    private static byte[] Simple(ReadOnlySpan<byte> source, int contours)
    {
        var lengthAt = 10 + (contours * 2);
        var rest = lengthAt + 2 + BinaryPrimitives.ReadUInt16BigEndian(source[lengthAt..]);
        return [.. source[..lengthAt], 0, 0, .. source[rest..]];
    }

    private static byte[] Composite(ReadOnlySpan<byte> source, Func<int, int> renumber)
    {
        var copy = source.ToArray();
        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at));
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)(flags & ~HasInstructions));
            var component = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at + 2));
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 2), checked((ushort)renumber(component)));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            if ((flags & Scale) != 0) at += 2;
            else if ((flags & XyScale) != 0) at += 4;
            else if ((flags & Matrix) != 0) at += 8;
        }
        while ((flags & MoreComponents) != 0);
        return copy[..at];
    }

    private static byte[] Assemble(TrueTypeFont font, List<int> glyphs, List<byte[]> outlines)
    {
        var metrics = new byte[glyphs.Count * 4];
        var offsets = new byte[(glyphs.Count + 1) * 4];
        using var glyf = new MemoryStream();
        for (var code = 0; code < glyphs.Count; code++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(code * 4), (ushort)font.AdvanceOf(glyphs[code]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((code * 4) + 2), (short)font.LeftSideBearingOf(glyphs[code]));
            glyf.Write(outlines[code]);
            while (glyf.Length % 4 != 0) glyf.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan((code + 1) * 4), (uint)glyf.Length);
        }

        var head = font.Table("head").ToArray();
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)glyphs.Count);
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)glyphs.Count);
        return FontFile.Join([("glyf", glyf.ToArray()), ("head", head), ("hhea", hhea), ("hmtx", metrics), ("loca", offsets), ("maxp", maxp)]);
    }
}
