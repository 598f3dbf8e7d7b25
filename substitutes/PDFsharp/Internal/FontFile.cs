using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace PdfSharp.Internal;

/// <summary>Joins tables, given in the order of their tags, into a TrueType file with its checksums.</summary>
internal static class FontFile
{
    internal static byte[] Join(IReadOnlyList<(string Tag, byte[] Data)> tables)
    {
        var file = new byte[12 + (tables.Count * 16) + tables.Sum(table => Padded(table.Data.Length))];
        var power = 1 << BitOperations.Log2((uint)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)BitOperations.Log2((uint)tables.Count));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tables.Count - power) * 16));
        int at = 12 + (tables.Count * 16), headAt = 0;
        for (var i = 0; i < tables.Count; i++)
        {
            var (tag, data) = tables[i];
            data.CopyTo(file, at);
            var entry = file.AsSpan(12 + (i * 16), 16);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], CheckSum(file.AsSpan(at, Padded(data.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], data.Length);
            if (tag == "head") headAt = at;
            at += Padded(data.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - CheckSum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint CheckSum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var i = 0; i < data.Length; i += 4) sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[i..]));
        return sum;
    }
}
