using Smart.Local.Runtime;

namespace Smart.Local.Simulation.Ibanity;

/// <summary>A generation's way to the bank's interface: a fenced generation reaches it no more. Nothing that is asked there changes anything.</summary>
internal sealed class GenerationBankApi(Fence fence, IReadOnlyList<IProviderObserver> observers) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var call = new ProviderCall("bank", $"{request.Method} {path}", path, Changes: false);
        fence.Check();
        foreach (var observer in observers) observer.Before(call);
        fence.Check();
        var answer = await base.SendAsync(request, cancellationToken);
        foreach (var observer in observers) observer.After(call);
        fence.Check();
        return answer;
    }
}
