using Azure.Messaging.ServiceBus;
using Smart.Local.Runtime;

namespace Smart.Local.Broker;

/// <summary>The Service Bus client that the product is given: its senders put messages into the local queues.</summary>
internal sealed class BrokerClient(MessageBroker broker, Fence fence) : ServiceBusClient
{
    public override string FullyQualifiedNamespace => "local";

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(queueOrTopicName, broker, fence);

    private sealed class Sender(string queue, MessageBroker broker, Fence fence) : ServiceBusSender
    {
        public override string EntityPath => queue;

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
            => Queue().SendAsync([message], scheduledFor: null, cancellationToken);

        public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
            => Queue().SendAsync(messages, scheduledFor: null, cancellationToken);

        public override async Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
            => (await Queue().SendAsync([message], scheduledEnqueueTime, cancellationToken))[0];

        public override Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
            => Queue().CancelScheduledAsync(sequenceNumber, cancellationToken);

        private MessageQueue Queue()
        {
            fence.Check();
            return broker.Queue(queue);
        }
    }
}
