using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Smart.Tests;

/// <summary>Reads a PDF as a stranger would: by its cross-reference table, its inflated streams and the map back to Unicode.</summary>
internal sealed partial class PdfReader
{
    private readonly Dictionary<int, string> objects = [];
    private readonly Dictionary<int, byte[]> streams = [];

    internal PdfReader(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        text.ShouldStartWith("%PDF-1.");
        text.ShouldEndWith("%%EOF\n");
        var start = int.Parse(StartXref().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        text[start..(start + 5)].ShouldBe("xref\n");
        var number = 0;
        foreach (Match entry in XrefEntry().Matches(text[start..]))
        {
            if (number++ == 0) continue;
            var offset = int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture);
            var head = $"{number - 1} 0 obj\n";
            text.Substring(offset, head.Length).ShouldBe(head);
            Read(number - 1, text, offset + head.Length, file);
        }
    }

    internal int PageCount => objects.Values.Count(body => body.Contains("/Type /Page ", StringComparison.Ordinal));

    /// <summary>As <see cref="RawPages"/>, no-break spaces as spaces.</summary>
    internal IReadOnlyList<string> Pages => [.. RawPages.Select(page => page.Replace('\u00a0', ' '))];

    /// <summary>The text of each page in the order drawn, a line a string shown.</summary>
    internal IReadOnlyList<string> RawPages
    {
        get
        {
            var pages = new List<string>();
            foreach (var page in objects.Values.Where(body => body.Contains("/Type /Page ", StringComparison.Ordinal)))
            {
                var fonts = FontReference().Matches(page).ToDictionary(
                    match => match.Groups[1].Value,
                    match => ToUnicode(int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));
                pages.Add(TextOf(Encoding.ASCII.GetString(streams[Reference(page, "Contents")]), fonts));
            }

            return pages;
        }
    }

    internal string Text => string.Join('\n', Pages);

    private static int Reference(string body, string key)
        => int.Parse(Regex.Match(body, $@"/{key} (\d+) 0 R", RegexOptions.None, TimeSpan.FromMinutes(1)).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string TextOf(string content, Dictionary<string, Dictionary<int, string>> fonts)
    {
        var lines = new StringBuilder();
        var font = "";
        foreach (Match shown in Shown().Matches(content))
        {
            if (shown.Groups[1].Success) font = shown.Groups[1].Value;
            foreach (var code in shown.Groups[2].Value.Chunk(4)) lines.Append(fonts[font][Convert.ToInt32(new string(code), 16)]);
            lines.Append('\n');
        }

        return lines.ToString();
    }

    private void Read(int number, string text, int from, byte[] file)
    {
        var end = text.IndexOf("endobj", from, StringComparison.Ordinal);
        var body = text[from..end];
        objects[number] = body;
        var mark = body.IndexOf("stream\n", StringComparison.Ordinal);
        if (mark < 0) return;
        var length = int.Parse(Length().Match(body).Groups[1].Value, CultureInfo.InvariantCulture);
        using var inflated = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(file, from + mark + 7, length), CompressionMode.Decompress);
        zlib.CopyTo(inflated);
        streams[number] = inflated.ToArray();
        objects[number] = body[..mark];
    }

    private Dictionary<int, string> ToUnicode(int font)
    {
        var map = Encoding.ASCII.GetString(streams[Reference(objects[font], "ToUnicode")]);
        return Mapping().Matches(map).ToDictionary(
            match => Convert.ToInt32(match.Groups[1].Value, 16),
            match => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[2].Value)));
    }

    [GeneratedRegex(@"startxref\n(\d+)\n", RegexOptions.None, 60_000)]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) \d{5} [nf] \n", RegexOptions.None, 60_000)]
    private static partial Regex XrefEntry();

    [GeneratedRegex(@"/Length (\d+)", RegexOptions.None, 60_000)]
    private static partial Regex Length();

    [GeneratedRegex(@"/(F\d+) (\d+) 0 R", RegexOptions.None, 60_000)]
    private static partial Regex FontReference();

    [GeneratedRegex(@"BT(?: /(F\d+) [\d.]+ Tf)? [-\d.]+ [-\d.]+ Td <([0-9A-F]+)> Tj ET", RegexOptions.None, 60_000)]
    private static partial Regex Shown();

    [GeneratedRegex(@"<([0-9A-F]{4})> <([0-9A-F]{4,8})>\n", RegexOptions.None, 60_000)]
    private static partial Regex Mapping();
}
