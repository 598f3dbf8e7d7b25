using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Smart.Local.Storage.Memory.Blobs;
using Smart.Local.Storage.Memory.Tables;

namespace Smart.Local.Storage.Memory;

/// <summary>Takes the requests of the storage clients to storage in memory: no socket, no waiting.</summary>
/// <param name="storage">Where they go.</param>
public sealed class MemoryStorageTransport(MemoryStorage storage) : HttpPipelineTransport
{
    /// <summary>Every request about tables carries it, none about blobs does.</summary>
    private const string TablesOnly = "DataServiceVersion";

    private const string ClientRequestId = "x-ms-client-request-id";

    private readonly TableService _tables = new(storage);
    private readonly BlobService _blobs = new(storage);

    /// <inheritdoc />
    public override Request CreateRequest() => new MemoryRequest();

    /// <inheritdoc />
    public override void Process(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, message.CancellationToken);
        Answer(message, body);
    }

    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        using var body = new MemoryStream();
        if (message.Request.Content is { } content) await content.WriteToAsync(body, message.CancellationToken);
        Answer(message, body);
    }

    private void Answer(HttpMessage message, MemoryStream body)
    {
        var sent = message.Request;
        var request = new StorageRequest(
            sent.Method.Method,
            sent.Uri.ToUri(),
            name => sent.Headers.TryGetValue(name, out var value) ? value : null,
            sent.Headers.Select(header => header.Name),
            body.ToArray());
        var answer = sent.Headers.Contains(TablesOnly) ? _tables.Answer(request) : _blobs.Answer(request);
        message.Response = new MemoryResponse(answer, Common(request), sent.ClientRequestId);
    }

    private static HttpHeader[] Common(StorageRequest request) =>
    [
        new("Server", "Memory"),
        new("x-ms-request-id", Guid.NewGuid().ToString()),
        new(ClientRequestId, request.Header(ClientRequestId) ?? ""),
        new("x-ms-version", request.Header("x-ms-version") ?? ""),
        new("Date", TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)),
    ];
}
