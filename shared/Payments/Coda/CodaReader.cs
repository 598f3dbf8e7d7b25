using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>Cuts bytes into CODA lines (CRLF or LF, windows-1252) with a buffer of fixed size, whatever the size of the file.</summary>
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
    private int line;

    private CodaReader() => parser = new(output);

    /// <summary>Reads from a stream whose first bytes were read already.</summary>
    internal static async IAsyncEnumerable<BankFileItem> ReadAsync(ReadOnlyMemory<byte> start, Stream rest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new CodaReader();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            start.Span.CopyTo(buffer);
            var held = reader.Consume(buffer, start.Length);
            while (!reader.parser.Ended)
            {
                while (reader.output.TryDequeue(out var item)) yield return item;
                var read = await rest.ReadAsync(buffer.AsMemory(held), cancellationToken);
                if (read == 0)
                {
                    reader.Complete(buffer.AsSpan(0, held));
                    break;
                }

                held = reader.Consume(buffer, held + read);
            }

            while (reader.output.TryDequeue(out var item)) yield return item;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads the whole lines and moves what is left to the front.</summary>
    private int Consume(byte[] buffer, int length)
    {
        var left = buffer.AsSpan(0, length);
        while (!parser.Ended && left.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Line(left[..end]);
            left = left[(end + 1)..];
        }

        if (!parser.Ended && left.Length > MaximumLine)
        {
            line++;
            TooLong();
        }

        left.CopyTo(buffer);
        return left.Length;
    }

    private void Complete(ReadOnlySpan<byte> left)
    {
        if (!left.IsEmpty) Line(left);
        parser.Complete();
    }

    private void Line(ReadOnlySpan<byte> bytes)
    {
        line++;
        bytes = bytes.TrimEnd("\r"u8);
        if (bytes.Length > MaximumLine) TooLong();
        else if (bytes.IndexOfAnyExcept((byte)' ', EndOfFile, (byte)0) >= 0) parser.Read(Decode(bytes, out var deviation), line, deviation);
    }

    private void TooLong() => parser.Refuse("line", $"Line {line} is longer than {MaximumLine} characters: this is not a CODA file.");

    /// <summary>A file that some program turned into UTF-8 still reads: its lines are longer in bytes, and right in characters.</summary>
    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes, out string? deviation)
    {
        deviation = null;
        if (Ascii.ToUtf16(bytes, text, out var count) == OperationStatus.Done) return text.AsSpan(0, count);
        if (bytes.Length > CodaRecord.Length && System.Text.Unicode.Utf8.IsValid(bytes))
        {
            deviation = "encoding";
            return text.AsSpan(0, StrictUtf8.GetChars(bytes, text));
        }

        return text.AsSpan(0, Windows1252.GetChars(bytes, text));
    }
}
