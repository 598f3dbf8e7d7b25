using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Azure.Core;

namespace Smart.Local.Storage.Memory.Blobs;

/// <summary>Lists the blobs of a container, flat, a page at a time.</summary>
internal static class BlobListing
{
    private const int LargestPage = 5000;

    public static StorageAnswer Answer(StorageRequest request, string container, MemoryContainer content)
    {
        var prefix = request.Parameter("prefix") ?? "";
        var marker = request.Parameter("marker") ?? "";
        var size = request.Parameter("maxresults") is { } most ? Math.Min(int.Parse(most, CultureInfo.InvariantCulture), LargestPage) : LargestPage;
        var withMetadata = (request.Parameter("include") ?? "").Contains("metadata", StringComparison.OrdinalIgnoreCase);
        var found = content.Blobs.Values
            .Where(blob => blob.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(blob.Name, marker) > 0)
            .Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        var xml = new XElement(
            "EnumerationResults",
            new XAttribute("ContainerName", container),
            new XElement("Prefix", prefix),
            new XElement("Marker", marker),
            new XElement("MaxResults", size),
            new XElement("Blobs", page.Select(blob => Item(blob, withMetadata))),
            new XElement("NextMarker", found.Count > size ? page[^1].Name : ""));
        return new StorageAnswer(200, Encoding.UTF8.GetBytes(xml.ToString(SaveOptions.DisableFormatting)), new HttpHeader("Content-Type", "application/xml"));
    }

    private static XElement Item(MemoryBlob blob, bool withMetadata) => new(
        "Blob",
        new XElement("Name", blob.Name),
        new XElement(
            "Properties",
            new XElement("Creation-Time", blob.CreatedAt.ToString("R", CultureInfo.InvariantCulture)),
            new XElement("Last-Modified", blob.ModifiedAt.ToString("R", CultureInfo.InvariantCulture)),
            new XElement("Etag", blob.ETag.Trim('"')),
            new XElement("Content-Length", blob.Content.Length),
            blob.Headers.Select(header => new XElement(header.Key, header.Value)),
            blob.Md5.Length == 0 ? null : new XElement("Content-MD5", blob.Md5),
            new XElement("BlobType", "BlockBlob"),
            new XElement("LeaseStatus", "unlocked"),
            new XElement("LeaseState", "available"),
            new XElement("ServerEncrypted", "true"),
            new XElement("AccessTier", "Hot"),
            new XElement("AccessTierInferred", "true")),
        withMetadata ? new XElement("Metadata", blob.Metadata.Select(entry => new XElement(entry.Key, entry.Value))) : null);
}
