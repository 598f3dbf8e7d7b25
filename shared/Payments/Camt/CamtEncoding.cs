using System.Text;
using System.Text.RegularExpressions;

namespace Smart.Shared.Payments.Camt;

/// <summary>Which encoding an XML file is in: by its byte order mark, by its first characters, or by its declaration.</summary>
internal static partial class CamtEncoding
{
    private const int AsciiCodePage = 20127;
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>A decoder for the file, how many bytes of mark to skip, and what deviates.</summary>
    internal static (Decoder Decoder, int Skip, Windows1252Fallback Fallback) Of(ReadOnlySpan<byte> start)
    {
        var fallback = new Windows1252Fallback();
        if (start.StartsWith("\uFEFF"u8)) return (Utf8(fallback), 3, fallback);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Encoding.Unicode.GetDecoder(), 2, fallback);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Encoding.BigEndianUnicode.GetDecoder(), 2, fallback);
        if (start.StartsWith((ReadOnlySpan<byte>)[(byte)'<', 0])) return (Encoding.Unicode.GetDecoder(), 0, fallback);
        if (start.StartsWith((ReadOnlySpan<byte>)[0, (byte)'<'])) return (Encoding.BigEndianUnicode.GetDecoder(), 0, fallback);
        return (Declared(Encoding.Latin1.GetString(start[..Math.Min(start.Length, 200)]), fallback), 0, fallback);
    }

    /// <summary>True for bytes that begin an XML document in any encoding that is read.</summary>
    internal static bool IsXml(ReadOnlySpan<byte> start) =>
        start.TrimStart(" \t\r\n"u8).StartsWith("<"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || start.StartsWith((ReadOnlySpan<byte>)[0, (byte)'<']);

    /// <summary>A name that nobody knows, and UTF-16 for bytes that are none, are read as UTF-8.</summary>
    private static Decoder Declared(string start, Windows1252Fallback fallback)
    {
        var name = Declaration().Match(start) is { Success: true } found ? found.Groups["name"].Value : "utf-8";
        if (name.StartsWith("utf", StringComparison.OrdinalIgnoreCase)) return Utf8(fallback);
        if (name.StartsWith("iso-8859-1", StringComparison.OrdinalIgnoreCase) && name.Length == "iso-8859-1".Length) return Windows1252.GetDecoder();
        try
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)) is { IsSingleByte: true, CodePage: not AsciiCodePage } known ? known.GetDecoder() : Utf8(fallback);
        }
        catch (ArgumentException)
        {
            fallback.Note($"The encoding {name} is not known; the file is read as UTF-8.");
            return Utf8(fallback);
        }
    }

    private static Decoder Utf8(Windows1252Fallback fallback)
    {
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
        decoder.Fallback = fallback;
        return decoder;
    }

    [GeneratedRegex("<\\?xml[^>]*encoding\\s*=\\s*[\"'](?<name>[A-Za-z0-9._-]{1,40})[\"']", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}

/// <summary>Bytes that are no UTF-8, in a file that says it is, are what Western European systems write.</summary>
internal sealed class Windows1252Fallback : DecoderFallback
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>What deviates; null when nothing does.</summary>
    internal string? Deviation { get; private set; }

    public override int MaxCharCount => 4;

    internal void Note(string deviation) => Deviation ??= deviation;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Characters(this);

    private sealed class Characters(Windows1252Fallback owner) : DecoderFallbackBuffer
    {
        private char[] text = [];
        private int next;

        public override int Remaining => text.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Note("The text is not in the encoding that the file declares; what is not UTF-8 is read as windows-1252.");
            (text, next) = (Windows1252.GetChars(bytesUnknown), 0);
            return true;
        }

        public override char GetNextChar() => next < text.Length ? text[next++] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0) return false;
            next--;
            return true;
        }

        public override void Reset() => (text, next) = ([], 0);
    }
}
