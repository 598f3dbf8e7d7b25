using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Azure;
using Azure.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Smart.Local.Storage.Memory;

/// <summary>An answer of storage in memory as the clients read it.</summary>
internal sealed class MemoryResponse(StorageAnswer answer, IReadOnlyList<HttpHeader> common, string clientRequestId) : Response
{
    /// <inheritdoc />
    public override int Status => answer.Status;

    /// <inheritdoc />
    public override string ReasonPhrase => ReasonPhrases.GetReasonPhrase(answer.Status);

    /// <inheritdoc />
    public override Stream? ContentStream { get; set; } = StreamOf(answer.Body);

    /// <inheritdoc />
    public override string ClientRequestId { get; set; } = clientRequestId;

    /// <summary>Nothing is held; who disposed of an answer that came over HTTP could still read what was buffered of it, too.</summary>
    public override void Dispose()
    {
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        var values = Values(name).ToList();
        value = values.Count == 0 ? null : string.Join(',', values);
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        var found = Values(name).ToList();
        values = found.Count == 0 ? null : found;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => Values(name).Any();

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => answer.Headers.Concat(common);

    private IEnumerable<string> Values(string name) => EnumerateHeaders()
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> body) => MemoryMarshal.TryGetArray(body, out var bytes) && bytes.Array is { } array
        ? new MemoryStream(array, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
        : new MemoryStream([], writable: false);
}
