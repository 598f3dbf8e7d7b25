using System.Runtime.CompilerServices;
using Smart.Shared.Payments.Camt;
using Smart.Shared.Payments.Coda;

namespace Smart.Shared.Payments.BankFiles;

/// <summary>Reads a bank file of any known format as a stream of items, in constant memory. It throws only what the stream throws.</summary>
public static class BankFileReader
{
    private const int Peek = 4096;

    /// <summary>
    /// Reads a file from its start. Read it once to verify and again to book: the items are the same, so that booking can resume at
    /// the n-th movement.
    /// </summary>
    public static async IAsyncEnumerable<BankFileItem> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var start = new byte[Peek];
        var length = await stream.ReadAtLeastAsync(start, Peek, throwOnEndOfStream: false, cancellationToken);
        if (CamtEncoding.IsXml(WithoutMark(start.AsMemory(0, length)).Span))
        {
            await foreach (var item in CamtReader.ReadAsync(start.AsMemory(0, length), stream, cancellationToken)) yield return item;
            yield break;
        }

        var content = WithoutMark(start.AsMemory(0, length));
        if (Recognise(content.Span) is { } refused)
        {
            yield return new BankFileItem.Refused(refused);
            yield break;
        }

        await foreach (var item in CodaReader.ReadAsync(content, stream, cancellationToken)) yield return item;
    }

    private static BankFileError? Recognise(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) return new(0, "empty", "The file is empty.", EndsReading: true);
        var first = start.TrimStart(" \t\r\n"u8);
        if (first.IsEmpty && start.Length < Peek) return new(0, "empty", "The file holds only blanks.", EndsReading: true);
        return OtherKind(first) is { } kind ? new(1, "not-coda", kind, EndsReading: true) : null;
    }

    /// <summary>What banks also offer for download, told from a CODA file that is spoilt.</summary>
    private static string? OtherKind(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("PK\u0003\u0004"u8)) return "This is a ZIP archive: unpack it, and send the files in it.";
        if (first.StartsWith("%PDF"u8)) return "This is a PDF document, neither CODA nor camt.";
        return first.StartsWith(":20:"u8) || first.StartsWith("{1:"u8) ? "This is MT940, which is not read: ask the bank for CODA or camt.053." : null;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> start) => start.Span.StartsWith("\uFEFF"u8) ? start[3..] : start;
}
