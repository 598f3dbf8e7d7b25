using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Blobs;

/// <summary>The answers of the blob service.</summary>
internal static class BlobAnswers
{
    public static Refusal ContainerNotFound { get; } = new(404, "ContainerNotFound", "The specified container does not exist.");

    public static Refusal ContainerAlreadyExists { get; } = new(409, "ContainerAlreadyExists", "The specified container already exists.");

    public static Refusal BlobNotFound { get; } = new(404, "BlobNotFound", "The specified blob does not exist.");

    public static Refusal BlobAlreadyExists { get; } = new(409, "BlobAlreadyExists", "The specified blob already exists.");

    public static Refusal ConditionNotMet { get; } =
        new(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");

    public static Refusal NotModified { get; } = ConditionNotMet with { Status = 304 };

    public static Refusal InvalidBlockList { get; } = new(400, "InvalidBlockList", "The specified block list is invalid.");

    public static Refusal InvalidRange { get; } =
        new(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");

    public static Refusal NotImplemented { get; } =
        new(501, "NotImplemented", "The requested operation is not implemented on the specified resource.");

    /// <summary>A version made of a moment that never comes twice.</summary>
    public static string ETagOf(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"\"0x{moment.Ticks:X16}\"");

    /// <summary>Something was written.</summary>
    public static StorageAnswer Created(string etag, DateTimeOffset moment, string md5 = "") =>
        new(201, [.. Version(etag, moment), .. Md5(md5), new HttpHeader("x-ms-request-server-encrypted", "true")]);

    /// <summary>A request was refused.</summary>
    public static StorageAnswer Refused(Refusal refusal)
    {
        var error = new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", $"{refusal.Message}\nRequestId:{Guid.NewGuid()}"));
        return new StorageAnswer(
            refusal.Status,
            refusal.Status == 304 ? ReadOnlyMemory<byte>.Empty : Encoding.UTF8.GetBytes(error.ToString(SaveOptions.DisableFormatting)),
            new HttpHeader("x-ms-error-code", refusal.Code),
            new HttpHeader("Content-Type", "application/xml"));
    }

    /// <summary>What is answered about a blob beside its bytes.</summary>
    public static IEnumerable<HttpHeader> About(MemoryBlob blob, int length) =>
    [
        .. Version(blob.ETag, blob.ModifiedAt),
        new("Content-Length", length.ToString(CultureInfo.InvariantCulture)),
        new("Accept-Ranges", "bytes"),
        new("x-ms-blob-type", "BlockBlob"),
        new("x-ms-creation-time", blob.CreatedAt.ToString("R", CultureInfo.InvariantCulture)),
        new("x-ms-lease-state", "available"),
        new("x-ms-lease-status", "unlocked"),
        new("x-ms-server-encrypted", "true"),
        new("x-ms-access-tier", "Hot"),
        new("x-ms-access-tier-inferred", "true"),
        .. blob.Headers.Select(header => new HttpHeader(header.Key, header.Value)),
        .. blob.Metadata.Select(entry => new HttpHeader($"x-ms-meta-{entry.Key}", entry.Value)),
    ];

    /// <summary>The hash of a whole blob, where it has one.</summary>
    public static IEnumerable<HttpHeader> Md5(string md5) => md5.Length == 0 ? [] : [new HttpHeader("Content-MD5", md5)];

    /// <summary>The version of a blob or container.</summary>
    public static HttpHeader[] Version(string etag, DateTimeOffset moment) =>
        [new("ETag", etag), new("Last-Modified", moment.ToString("R", CultureInfo.InvariantCulture))];
}
