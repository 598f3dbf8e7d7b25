using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>Cuts bytes into CODA lines (CRLF, LF, LFCR, CR or none; windows-1252) with a buffer of fixed size, whatever the size of the file.</summary>
internal sealed class CodaReader
{
    private const int BufferSize = 256 * 1024; // a read of a file is a trip through the thread pool: few of them
    private const int MaximumLine = 1024;
    private const byte EndOfFile = 0x1A; // some banks end a file the way DOS did
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Queue<BankFileItem> output = new();
    private readonly CodaParser parser;
    private readonly char[] text = new char[MaximumLine];
    private int line, begin, end;
    private byte separator = (byte)'\n';
    private bool hasLines = true, isUtf8, isJoined;

    private CodaReader() => parser = new(output);

    /// <summary>Reads from a stream whose first bytes were read already.</summary>
    internal static async IAsyncEnumerable<BankFileItem> ReadAsync(ReadOnlyMemory<byte> start, Stream rest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new CodaReader();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            reader.Recognise(start.Span);
            start.Span.CopyTo(buffer);
            reader.end = start.Length;
            while (!reader.parser.Ended)
            {
                if (reader.Advance(buffer))
                {
                    while (reader.output.TryDequeue(out var item)) yield return item;
                    continue;
                }

                reader.MoveToFront(buffer);
                if (reader.parser.Ended) break;
                var read = await rest.ReadAsync(buffer.AsMemory(reader.end), cancellationToken);
                if (read == 0)
                {
                    reader.Complete(buffer.AsSpan(0, reader.end));
                    break;
                }

                reader.end += read;
            }

            while (reader.output.TryDequeue(out var item)) yield return item;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How lines end: old systems write CR alone, or records of 128 characters one after another.</summary>
    private void Recognise(ReadOnlySpan<byte> start)
    {
        if (start.Contains((byte)'\n')) return;
        if (start.Contains((byte)'\r')) separator = (byte)'\r';
        else hasLines = start.Length <= MaximumLine || start[CodaRecord.Length] != (byte)'1';
    }

    /// <summary>Reads lines until one puts something out; false when no whole line is left.</summary>
    private bool Advance(byte[] buffer)
    {
        while (!parser.Ended && output.Count == 0)
        {
            var left = buffer.AsSpan(begin, end - begin);
            if (EndOf(left) is not (>= 0 and var length)) return false;
            begin += hasLines ? length + 1 : length;
            Line(left[..length]);
        }

        return true;
    }

    /// <summary>Makes room for more.</summary>
    private void MoveToFront(byte[] buffer)
    {
        if (end - begin > MaximumLine)
        {
            line++;
            TooLong();
        }

        buffer.AsSpan(begin, end - begin).CopyTo(buffer);
        (begin, end) = (0, end - begin);
    }

    private int EndOf(ReadOnlySpan<byte> left) => hasLines ? left.IndexOf(separator) : left.Length >= MaximumLine ? MaximumLine : -1;

    private void Complete(ReadOnlySpan<byte> left)
    {
        if (!left.IsEmpty) Line(left);
        parser.Complete();
    }

    private void Line(ReadOnlySpan<byte> bytes)
    {
        line++;
        bytes = bytes.Trim("\r\n"u8);
        if (bytes.Length > MaximumLine) TooLong();
        else if (bytes.IndexOfAnyExcept((byte)' ', EndOfFile, (byte)0) >= 0) Records(Decode(bytes, out var deviation), deviation);
    }

    /// <summary>One record, or several on one line: of files put together a last line may have lost its end.</summary>
    private void Records(ReadOnlySpan<char> characters, string? deviation)
    {
        if (!IsJoined(characters))
        {
            parser.Read(characters, line, deviation);
            return;
        }

        for (var from = 0; from < characters.Length && !parser.Ended; from += CodaRecord.Length)
        {
            var record = characters[from..Math.Min(from + CodaRecord.Length, characters.Length)];
            if (from > 0 && !hasLines) line++;
            if (!record.IsWhiteSpace()) parser.Read(record, line, deviation);
            if (from > 0 && !isJoined) parser.Joined(line);
            isJoined |= from > 0;
        }
    }

    private bool IsJoined(ReadOnlySpan<char> characters) => characters.Length > CodaRecord.Length
        && (!hasLines || (characters.Length % CodaRecord.Length == 0 && char.IsAsciiDigit(characters[CodaRecord.Length])));

    private void TooLong() => parser.Refuse("line", $"Line {line} is longer than {MaximumLine} characters: this is not a CODA file.");

    /// <summary>A file that some program turned into UTF-8 still reads: its lines are longer in bytes, and right in characters.</summary>
    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes, out string? deviation)
    {
        deviation = null;
        if (Ascii.ToUtf16(bytes, text, out var count) == OperationStatus.Done) return text.AsSpan(0, count);
        if ((isUtf8 || bytes.Length != CodaRecord.Length) && System.Text.Unicode.Utf8.IsValid(bytes))
        {
            deviation = "encoding";
            isUtf8 = true;
            return text.AsSpan(0, StrictUtf8.GetChars(bytes, text));
        }

        return text.AsSpan(0, Windows1252.GetChars(bytes, text));
    }
}
