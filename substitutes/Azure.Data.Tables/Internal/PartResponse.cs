using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class PartResponse(int status, string reason, IReadOnlyList<HttpHeader> headers, byte[] body, string clientRequestId) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream ContentStream { get; set; } = new MemoryStream(body, writable: false);

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override bool IsError => status >= 400;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => Values(name).Any();

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

    protected override bool TryGetHeader(string name, out string value)
    {
        value = string.Join(',', Values(name));
        return ContainsHeader(name);
    }

    protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
    {
        values = Values(name);
        return ContainsHeader(name);
    }

    private IEnumerable<string> Values(string name) =>
        headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static header => header.Value);
}
