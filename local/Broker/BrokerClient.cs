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
            => SendAsync(message, scheduledFor: null, cancellationToken);

        public override async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
        {
            foreach (var message in messages)
                await SendAsync(message, scheduledFor: null, cancellationToken);
        }

        public override Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
            => SendAsync(message, scheduledEnqueueTime, cancellationToken);

        public override Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
        {
            fence.Check();
            return broker.Queue(queue).CancelScheduledAsync(sequenceNumber, cancellationToken);
        }

        private Task<long> SendAsync(ServiceBusMessage message, DateTimeOffset? scheduledFor, CancellationToken cancellationToken)
        {
            fence.Check();
            return broker.SendAsync(queue, message, scheduledFor, cancellationToken);
        }
    }
}
