using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Smart.Local.Storage.Memory;

/// <summary>A request on its way to storage in memory.</summary>
internal sealed class MemoryRequest : Request
{
    private readonly Dictionary<string, List<string>> _headers = new(StringComparer.OrdinalIgnoreCase);
    private string? _clientRequestId;

    /// <inheritdoc />
    public override string ClientRequestId
    {
        get => _clientRequestId ??= Guid.NewGuid().ToString();
        set => _clientRequestId = value;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        Content?.Dispose();
        Content = null;
    }

    protected override void SetHeader(string name, string value) => _headers[name] = [value];

    protected override void AddHeader(string name, string value)
    {
        if (_headers.TryGetValue(name, out var values)) values.Add(value);
        else _headers[name] = [value];
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = _headers.TryGetValue(name, out var values) ? string.Join(',', values) : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = _headers.GetValueOrDefault(name);
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

    protected override bool RemoveHeader(string name) => _headers.Remove(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        _headers.Select(header => new HttpHeader(header.Key, string.Join(',', header.Value)));
}
