using System.IO.Compression;
using System.Text;

namespace PdfSharp.Internal;

/// <summary>Writes numbered objects and remembers where each begins, for the cross-reference table.</summary>
internal sealed class ObjectWriter : IDisposable
{
    private readonly MemoryStream file = new();
    private readonly List<long> offsets = [];

    internal ObjectWriter() => Raw("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");

    /// <summary>How many objects were numbered.</summary>
    internal int Count => offsets.Count;

    /// <summary>Takes the next object number; the object may be written later.</summary>
    internal int Reserve()
    {
        offsets.Add(-1);
        return offsets.Count;
    }

    internal void Object(int number, string body)
    {
        Begin(number);
        Raw(body);
        Raw("\nendobj\n");
    }

    /// <summary>Writes a Flate-compressed stream; <paramref name="entries"/> are further entries of its dictionary.</summary>
    internal void Stream(int number, byte[] content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(content);
        Begin(number);
        Raw($"<< /Length {packed.Length} /Filter /FlateDecode{entries} >>\nstream\n");
        packed.WriteTo(file);
        Raw("\nendstream\nendobj\n");
    }

    internal byte[] Finish(int catalog, int info)
    {
        var id = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.ToArray()).AsSpan(0, 16));
        var start = file.Length;
        var table = new StringBuilder().Append("xref\n0 ").Append(Count + 1).Append("\n0000000000 65535 f \n");
        foreach (var offset in offsets) table.Append(offset.ToString("D10")).Append(" 00000 n \n");
        Raw(table.ToString());
        Raw($"trailer\n<< /Size {Count + 1} /Root {catalog} 0 R /Info {info} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }

    public void Dispose() => file.Dispose();

    private void Begin(int number)
    {
        offsets[number - 1] = file.Length;
        Raw($"{number} 0 obj\n");
    }

    private void Raw(string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
