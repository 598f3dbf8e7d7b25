using System.Diagnostics.CodeAnalysis;
using Smart.Local.Runtime;

namespace Smart.Local.Simulation;

/// <summary>A generation's way to the card payments: a fenced generation reaches them no more.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The handler below is this one's, which its client disposes of.")]
internal sealed class GenerationCards(Fence fence, IReadOnlyList<IProviderObserver> observers) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? string.Join(',', keys) : path;
        var call = new ProviderCall("cards", $"{request.Method} {path}", key, request.Method != HttpMethod.Get);
        fence.Check();
        foreach (var observer in observers) observer.Before(call);
        fence.Check();
        var answer = await base.SendAsync(request, cancellationToken);
        foreach (var observer in observers) observer.After(call);
        fence.Check();
        return answer;
    }
}
