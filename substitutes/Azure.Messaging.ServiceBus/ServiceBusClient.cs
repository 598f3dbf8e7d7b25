#nullable disable
using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>Where senders come from. The members are virtual; whoever runs a broker overrides them.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string connectionString) => ArgumentException.ThrowIfNullOrEmpty(connectionString);

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        FullyQualifiedNamespace = fullyQualifiedNamespace;
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName)
        => throw new NotSupportedException("This build uses a substitute for Azure.Messaging.ServiceBus, which cannot reach a broker.");

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
