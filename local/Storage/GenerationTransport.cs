using Azure.Core;
using Azure.Core.Pipeline;
using Smart.Local.Runtime;

namespace Smart.Local.Storage;

/// <summary>
/// The innermost transport of a generation's storage clients: below the retry policy, so that a fenced generation
/// reaches nothing and every request sent is counted, retries included.
/// </summary>
internal sealed class GenerationTransport(
    StorageCaller caller,
    HttpPipelineTransport inner,
    Fence fence,
    StorageCallCounter counter,
    IReadOnlyList<IStorageObserver> observers) : HttpPipelineTransport
{
    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        var call = Begin(message);
        inner.Process(message);
        End(call, message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var call = Begin(message);
        await inner.ProcessAsync(message);
        End(call, message);
    }

    private StorageCall Begin(HttpMessage message)
    {
        fence.Check();
        var call = new StorageCall(caller, message.Request);
        foreach (var observer in observers)
            observer.Before(call);
        fence.Check();
        counter.Count(caller);
        return call;
    }

    private void End(StorageCall call, HttpMessage message)
    {
        foreach (var observer in observers)
            observer.After(call, message.Response.Status);
        fence.Check();
    }
}
