using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Smart.Local.Broker;
using Smart.Local.Functions;
using Smart.Local.Storage;

namespace Smart.Local.Runtime;

/// <summary>What outlives a process generation: the world around it.</summary>
/// <param name="Options">What is served.</param>
/// <param name="ConnectionString">Where storage is.</param>
/// <param name="Clock">The time.</param>
/// <param name="Catalog">The functions.</param>
/// <param name="Broker">How queues behave.</param>
/// <param name="Trace">What has been run.</param>
/// <param name="Calls">What has been asked of storage.</param>
/// <param name="Transport">How storage is reached.</param>
internal sealed record GenerationParts(
    LocalHostOptions Options,
    string ConnectionString,
    TimeProvider Clock,
    FunctionCatalog Catalog,
    BrokerOptions Broker,
    ExecutionTrace Trace,
    StorageCallCounter Calls,
    HttpPipelineTransport Transport)
{
    // On the virtual clock no time passes while a call is tried again.
    private static readonly TimeSpan VirtualRetryDelay = TimeSpan.FromMilliseconds(1);

    /// <summary>How storage calls are tried again; null: as the clients do by themselves.</summary>
    public RetryPolicy? Retries { get; } = Clock is VirtualClock ? new RetryPolicy(delayStrategy: new SteadyDelay(VirtualRetryDelay)) : null;

    /// <summary>A transport for one generation.</summary>
    public HttpPipelineTransport TransportFor(StorageCaller caller, Fence fence)
        => new GenerationTransport(caller, Transport, fence, Calls, Options.StorageObservers);
}

/// <summary>The same wait before each attempt.</summary>
internal sealed class SteadyDelay(TimeSpan delay) : DelayStrategy
{
    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) => delay;
}
