using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace Smart.Local.Broker;

/// <summary>The queues of one process generation, kept in a table: messages outlive a restart.</summary>
public sealed class MessageBroker
{
    private readonly Dictionary<string, MessageQueue> _queues;

    private MessageBroker(Dictionary<string, MessageQueue> queues) => _queues = queues;

    /// <summary>The names of the queues.</summary>
    public IReadOnlyCollection<string> Queues => _queues.Keys;

    /// <summary>Opens the queues as they were left.</summary>
    /// <param name="table">Where messages are kept.</param>
    /// <param name="queues">The queues; of two of a name the first counts.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">How they behave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MessageBroker> OpenAsync(
        TableClient table, IEnumerable<QueueDefinition> queues, TimeProvider clock, BrokerOptions options, CancellationToken cancellationToken = default)
    {
        var rows = new MessageTable(table);
        await rows.CreateAsync(cancellationToken);
        var opened = new Dictionary<string, MessageQueue>(StringComparer.OrdinalIgnoreCase);
        foreach (var queue in queues.DistinctBy(queue => queue.Name, StringComparer.OrdinalIgnoreCase).OrderBy(queue => queue.Name, StringComparer.Ordinal))
            opened.Add(queue.Name, await MessageQueue.OpenAsync(queue, rows, clock, options, cancellationToken));
        return new MessageBroker(opened);
    }

    /// <summary>The queue of that name; <see cref="ServiceBusException"/> when there is none, as in Azure.</summary>
    /// <param name="name">Its name.</param>
    public MessageQueue Queue(string name)
        => _queues.GetValueOrDefault(name) ?? throw new ServiceBusException($"There is no queue '{name}': a queue exists when a function is triggered by it.", ServiceBusFailureReason.MessagingEntityNotFound, name);

    /// <summary>The messages of a queue, oldest first: waiting, scheduled, deferred and dead-lettered ones.</summary>
    /// <param name="queue">Its name.</param>
    public IReadOnlyList<BrokerMessage> Peek(string queue) => Queue(queue).Peek();

    /// <summary>The messages of a queue that were given up; their properties say why.</summary>
    /// <param name="queue">Its name.</param>
    public IReadOnlyList<BrokerMessage> PeekDeadLetters(string queue)
        => [.. Peek(queue).Where(message => message.State == MessageState.DeadLettered)];

    /// <summary>Puts a dead-lettered or deferred message back into its queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="sequence">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ResubmitAsync(string queue, long sequence, CancellationToken cancellationToken = default)
        => Queue(queue).ResubmitAsync(sequence, cancellationToken);
}
