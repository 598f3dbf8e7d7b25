using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Smart.Shared.Storage;

/// <summary>Documents in blobs, each written once: invoices, letters, bank files, webhook bodies, legal files.</summary>
public sealed class DocumentStore(BlobServiceClient service, StorageNames names)
{
    private const string Container = "documents";
    private static readonly BlobRequestConditions OnlyNew = new() { IfNoneMatch = ETag.All };

    private BlobContainerClient Blobs => service.GetBlobContainerClient(names.Container(Container));

    /// <summary>Creates the container when it does not exist yet.</summary>
    public Task CreateContainerAsync(CancellationToken cancellationToken = default) =>
        Blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Stores a document under a name. The same bytes again are success; other bytes under a taken name throw.</summary>
    public async Task<StoredDocument> PutAsync(string name, BinaryData content, string contentType, CancellationToken cancellationToken = default)
    {
        var hash = HashOf(content);
        var options = new BlobUploadOptions
        {
            Conditions = OnlyNew,
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["sha256"] = hash },
        };
        try
        {
            await Blobs.GetBlobClient(name).UploadAsync(content, options, cancellationToken);
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            var there = await FindAsync(name, cancellationToken);
            if (there is null || HashOf(there) != hash) throw new DocumentTakenException(name);
        }

        return new StoredDocument(name, hash, content.ToMemory().Length);
    }

    /// <summary>Stores a document unless its name is taken: what is there stays. For names that say which bytes are meant.</summary>
    public async Task PutFirstAsync(string name, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        var options = new BlobUploadOptions { Conditions = OnlyNew, HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        try
        {
            await Blobs.GetBlobClient(name).UploadAsync(content, options, cancellationToken);
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            // Stored before.
        }
    }

    /// <summary>The document, or null when there is none of that name.</summary>
    public async Task<BinaryData?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await Blobs.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return answer.Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A stream over the document, or null when there is none of that name; for files too large for memory.</summary>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await Blobs.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string HashOf(BinaryData content) => Convert.ToHexStringLower(SHA256.HashData(content.ToMemory().Span));
}

/// <summary>Where a document is, and what it holds.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Length">Bytes.</param>
public sealed record StoredDocument(string Name, string Sha256, int Length);

/// <summary>Another document has that name: names are made from business keys, so this breaks an invariant.</summary>
public sealed class DocumentTakenException(string name) : InvalidOperationException($"Document {name} exists with other content.");
