using System.Buffers.Binary;

namespace PdfSharp.Internal;

/// <summary>Reads the Unicode subtables of a font's cmap, formats 4 and 12.</summary>
internal static class CharacterMap
{
    internal static Dictionary<int, int> Read(ReadOnlySpan<byte> cmap)
    {
        var map = new Dictionary<int, int>();
        var count = U16(cmap, 2);
        for (var i = 0; i < count; i++)
        {
            var platform = U16(cmap, 4 + (i * 8));
            if (platform is not (0 or 3)) continue;
            var table = cmap[checked((int)U32(cmap, 8 + (i * 8)))..];
            var format = U16(table, 0);
            if (format == 4) ReadSegments(table, map);
            else if (format == 12) ReadGroups(table, map);
        }

        return map;
    }

    private static void ReadSegments(ReadOnlySpan<byte> table, Dictionary<int, int> map)
    {
        var bytes = U16(table, 6);
        int ends = 14, starts = 16 + bytes, deltas = starts + bytes, offsets = deltas + bytes;
        for (var i = 0; i < bytes; i += 2)
        {
            var (start, end, delta, offset) = (U16(table, starts + i), U16(table, ends + i), U16(table, deltas + i), U16(table, offsets + i));
            for (var code = start; code <= end && code != 0xFFFF; code++)
            {
                var glyph = offset == 0 ? code : U16(table, offsets + i + offset + ((code - start) * 2));
                if (offset != 0 && glyph == 0) continue;
                map.TryAdd(code, (glyph + delta) & 0xFFFF);
            }
        }
    }

    private static void ReadGroups(ReadOnlySpan<byte> table, Dictionary<int, int> map)
    {
        var groups = checked((int)U32(table, 12));
        for (var i = 0; i < groups; i++)
        {
            var at = 16 + (i * 12);
            var (start, end, glyph) = (checked((int)U32(table, at)), checked((int)U32(table, at + 4)), checked((int)U32(table, at + 8)));
            for (var code = start; code <= end; code++) map.TryAdd(code, glyph + code - start);
        }
    }

    private static int U16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16BigEndian(data[offset..]);

    private static uint U32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32BigEndian(data[offset..]);
}
