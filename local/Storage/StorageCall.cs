using Azure.Core;

namespace Smart.Local.Storage;

/// <summary>On whose behalf storage is called.</summary>
public enum StorageCaller
{
    /// <summary>The product's own stores.</summary>
    Product,

    /// <summary>The runtime: durable history, messages, timer status.</summary>
    Engine,
}

/// <summary>One request to tables or blobs as it goes over the wire; a retry is a call of its own.</summary>
/// <param name="Caller">On whose behalf.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where to.</param>
public sealed record StorageCall(StorageCaller Caller, string Method, Uri Uri)
{
    private readonly RequestContent? _content;

    internal StorageCall(StorageCaller caller, Request request)
        : this(caller, request.Method.Method, request.Uri.ToUri()) => _content = request.Content;

    /// <summary>The body as text; empty when there is none.</summary>
    public string ReadBody()
    {
        if (_content is null)
            return "";
        using var body = new MemoryStream();
        _content.WriteTo(body, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}

/// <summary>
/// Sees each storage request of a generation below the retry policy. An exception thrown before the request keeps it
/// from being sent; one thrown after it hides the answer from the caller.
/// </summary>
public interface IStorageObserver
{
    /// <summary>The request is about to be sent.</summary>
    void Before(StorageCall call);

    /// <summary>The answer has arrived.</summary>
    void After(StorageCall call, int status);
}

/// <summary>How many storage requests were sent; figures subtract.</summary>
/// <param name="Product">By the product's stores.</param>
/// <param name="Engine">By the runtime itself.</param>
public readonly record struct StorageCallFigures(long Product, long Engine)
{
    /// <summary>What was sent between two readings.</summary>
    public static StorageCallFigures operator -(StorageCallFigures later, StorageCallFigures earlier)
        => new(later.Product - earlier.Product, later.Engine - earlier.Engine);
}
