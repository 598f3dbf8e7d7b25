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
    /// <summary>A transport for one generation.</summary>
    public HttpPipelineTransport TransportFor(StorageCaller caller, Fence fence)
        => new GenerationTransport(caller, Transport, fence, Calls, Options.StorageObservers);
}
