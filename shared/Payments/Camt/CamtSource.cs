using System.Buffers;
using System.Text;

namespace Smart.Shared.Payments.Camt;

/// <summary>
/// The characters of a file for an XML reader that reads synchronously: they are fetched asynchronously before it needs them, and it
/// finds none left only when one piece of markup or text is longer than any message has.
/// </summary>
internal sealed class CamtSource : TextReader
{
    /// <summary>The longest piece of markup or text.</summary>
    internal const int LongestPiece = 128 * 1024;

    private const int LongestDeclaration = 500;
    private const int Bytes = 128 * 1024; // a read of a file is a trip through the thread pool: few of them
    private static readonly SearchValues<char> Controls = SearchValues.Create(string.Concat(Enumerable.Range(0, 32).Select(code => (char)code).Where(code => code is not ('\n' or '\r' or '\t'))));
    private readonly Stream stream;
    private readonly Decoder decoder;
    private readonly Windows1252Fallback fallback;
    private readonly byte[] bytes = ArrayPool<byte>.Shared.Rent(Bytes);
    private readonly char[] text = ArrayPool<char>.Shared.Rent((LongestPiece * 2) + Bytes);
    private ReadOnlyMemory<byte> start;
    private int from, to;
    private bool ended, began;

    internal CamtSource(ReadOnlyMemory<byte> start, Stream rest)
    {
        (decoder, var skip, fallback) = CamtEncoding.Of(start.Span);
        (this.start, stream) = (start[skip..], rest);
    }

    /// <summary>What deviates from the encoding that the file declares; null when nothing does.</summary>
    internal string? Deviation => fallback.Deviation;

    /// <summary>True when characters must be fetched before reading goes on.</summary>
    internal bool IsLow => !ended && to - from < LongestPiece;

    /// <summary>Fetches as many characters as there is room for.</summary>
    internal async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        text.AsSpan(from, to - from).CopyTo(text);
        (from, to) = (0, to - from);
        while (!ended && text.Length - to > Bytes + fallback.MaxCharCount)
        {
            if (!start.IsEmpty)
            {
                Decode(start.Span[..Math.Min(Bytes, start.Length)], flush: false);
                start = start[Math.Min(Bytes, start.Length)..];
                continue;
            }

            var count = await stream.ReadAsync(bytes.AsMemory(0, Bytes), cancellationToken);
            ended = count == 0;
            Decode(bytes.AsSpan(0, count), flush: ended);
        }

        if (began) return;
        began = true;
        while (from < to && char.IsWhiteSpace(text[from])) from++; // a declaration stands first; blanks before it are forgiven
        ForgetDeclaration();
    }

    /// <summary>Which encoding it names is known already, and a version 1.1 or another mistake in it says nothing of the content.</summary>
    private void ForgetDeclaration()
    {
        var first = text.AsSpan(from, Math.Min(to - from, LongestDeclaration));
        var end = first.IndexOf("?>");
        if (!first.StartsWith("<?xml ") || end < 0) return;
        foreach (ref var character in first[..(end + 2)]) character = character == '\n' ? character : ' ';
    }

    public override int Read(char[] buffer, int index, int count)
    {
        var length = Math.Min(count, to - from);
        if (length == 0 && !ended && count > 0) throw new CamtLimitException($"A piece of the file is longer than {LongestPiece} characters.");
        text.AsSpan(from, length).CopyTo(buffer.AsSpan(index));
        from += length;
        return length;
    }

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(text);
        }

        base.Dispose(disposing);
    }

    /// <summary>Control characters, which XML forbids and old systems let through, become blanks.</summary>
    private void Clean(Span<char> characters)
    {
        for (int at; (at = characters.IndexOfAny(Controls)) >= 0; characters = characters[(at + 1)..])
        {
            characters[at] = ' ';
            fallback.Note("The text holds control characters, which XML does not allow; they are read as blanks.");
        }
    }

    private void Decode(ReadOnlySpan<byte> part, bool flush)
    {
        decoder.Convert(part, text.AsSpan(to), flush, out _, out var count, out _);
        Clean(text.AsSpan(to, count));
        to += count;
    }
}

/// <summary>A file that goes beyond what any message needs: only to do harm, or by mistake.</summary>
public sealed class CamtLimitException(string message) : Exception(message);
