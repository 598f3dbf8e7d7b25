using System.Globalization;
using System.Security.Cryptography;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Blobs;

/// <summary>Reads blobs, whole or a range of them.</summary>
internal static class BlobReading
{
    public static StorageAnswer Answer(StorageRequest request, MemoryBlob blob)
    {
        if (request.Header("If-Match") is { } wanted && wanted != "*" && wanted != blob.ETag) return BlobAnswers.Refused(BlobAnswers.ConditionNotMet);
        if (request.Header("If-None-Match") is { } known && (known == "*" || known == blob.ETag)) return BlobAnswers.Refused(BlobAnswers.NotModified);
        if (request.Method == "HEAD") return new StorageAnswer(200, [.. BlobAnswers.About(blob, blob.Content.Length), .. BlobAnswers.Md5(blob.Md5)]);
        return (request.Header("x-ms-range") ?? request.Header("Range")) is { } range
            ? Part(blob, range)
            : new StorageAnswer(200, blob.Content, [.. BlobAnswers.About(blob, blob.Content.Length), .. BlobAnswers.Md5(Md5Of(blob)), .. WholeMd5(blob)]);
    }

    // bytes=first-last, or bytes=first-
    private static StorageAnswer Part(MemoryBlob blob, string range)
    {
        var ends = range["bytes=".Length..].Split('-', 2);
        var (first, length) = (long.Parse(ends[0], CultureInfo.InvariantCulture), blob.Content.Length);
        if (first >= length) return BlobAnswers.Refused(BlobAnswers.InvalidRange);
        var last = ends[1].Length == 0 ? length - 1 : Math.Min(long.Parse(ends[1], CultureInfo.InvariantCulture), length - 1);
        var part = blob.Content.Slice((int)first, (int)(last - first + 1));
        HttpHeader[] headers =
        [
            .. BlobAnswers.About(blob, part.Length),
            new("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{length}")),
            .. WholeMd5(blob),
        ];
        return new StorageAnswer(206, part, headers);
    }

    private static HttpHeader[] WholeMd5(MemoryBlob blob) => blob.Md5.Length == 0 ? [] : [new("x-ms-blob-content-md5", blob.Md5)];

    // A blob of blocks has no hash of its own; a small one is hashed when it is read whole.
    private static string Md5Of(MemoryBlob blob) => blob.Md5.Length == 0 && blob.Content.Length <= 4 * 1024 * 1024 ? Hash(blob.Content) : blob.Md5;

    /// <summary>The hash that the service keeps of the bytes it took.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The protocol's checksum, no protection.")]
    public static string Hash(ReadOnlyMemory<byte> content) => Convert.ToBase64String(MD5.HashData(content.Span));
}
