using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Smart.Substitutes.Tests.Tables;

/// <summary>The network on a bad day: each fault strikes one request, in order, then all pass.</summary>
public sealed class FaultyTransport(params FaultyTransport.Fault[] faults) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private readonly Queue<Fault> _faults = new(faults);

    public enum Fault
    {
        /// <summary>The server is busy and does nothing.</summary>
        Busy,

        /// <summary>The server does its work and answers, but a 500 arrives.</summary>
        AnswerBroken,

        /// <summary>The server does its work, and the connection dies before the answer.</summary>
        AnswerLost,
    }

    /// <summary>Headers of every request that went out, faults included.</summary>
    public Collection<Dictionary<string, string>> Sent { get; } = [];

    public TableClientOptions Options(int maxRetries = 3) => new()
    {
        Transport = this,
        Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), MaxRetries = maxRetries },
    };

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        if (Before(message) is not { } fault) return;
        _inner.Process(message);
        After(message, fault);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (Before(message) is not { } fault) return;
        await _inner.ProcessAsync(message);
        After(message, fault);
    }

    private Fault? Before(HttpMessage message)
    {
        Sent.Add(message.Request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase));
        if (!_faults.TryDequeue(out var fault)) return (Fault)(-1);
        if (fault != Fault.Busy) return fault;
        message.Response = new Answer(503);
        return null;
    }

    private static void After(HttpMessage message, Fault fault)
    {
        if (fault == Fault.AnswerBroken) message.Response = new Answer(500);
        if (fault == Fault.AnswerLost) throw new RequestFailedException("The connection was closed before the answer.", new IOException());
    }

    /// <summary>An empty answer.</summary>
    [SuppressMessage("Usage", "CA2213", Justification = "The content is null or a buffer.")]
    public sealed class Answer(int status) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => string.Empty;

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = string.Empty;

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
