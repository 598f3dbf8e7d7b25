using Azure.Messaging.ServiceBus;

namespace Smart.Local.Broker;

/// <summary>Takes a message over from its sender.</summary>
internal static class NewMessage
{
    // A row's binary property holds 64 KiB; messages of this product hold keys only.
    private const int MaxBodyBytes = 60 * 1024;

    // The service refuses a batch that is larger than the largest message of its standard tier.
    private const int MaxBatchBytes = 256 * 1024;

    /// <summary>Refuses a batch that the queue cannot take whole.</summary>
    public static void Check(QueueDefinition queue, List<ServiceBusMessage> batch)
    {
        batch.ForEach(message => Check(queue, message));
        if (batch.Sum(message => (long)message.Body.ToMemory().Length) > MaxBatchBytes)
            throw new ServiceBusException($"The messages are together larger than {MaxBatchBytes} bytes.", ServiceBusFailureReason.MessageSizeExceeded, queue.Name);
    }

    /// <summary>The message as it is kept.</summary>
    public static BrokerMessage From(string queue, ServiceBusMessage message, long sequence, DateTimeOffset now, DateTimeOffset? scheduledFor)
    {
        var scheduled = scheduledFor ?? message.ScheduledEnqueueTime;
        return new BrokerMessage
        {
            Queue = queue,
            Sequence = sequence,
            MessageId = message.MessageId ?? $"{sequence:D}",
            Body = message.Body,
            SessionId = message.SessionId,
            CorrelationId = message.CorrelationId,
            Subject = message.Subject,
            ContentType = message.ContentType,
            Properties = new Dictionary<string, object>(message.ApplicationProperties, StringComparer.Ordinal),
            SentAt = now,
            EnqueueAt = scheduled > now ? scheduled : now,
        };
    }

    private static void Check(QueueDefinition queue, ServiceBusMessage message)
    {
        if (message.Body.ToMemory().Length > MaxBodyBytes)
            throw new ServiceBusException($"The message is larger than {MaxBodyBytes} bytes.", ServiceBusFailureReason.MessageSizeExceeded, queue.Name);

        // The service refuses it as not allowed, which its client raises as this type.
        if (queue.HasSessions && message.SessionId is null)
            throw new InvalidOperationException($"Queue {queue.Name} has sessions: a message to it needs a session id.");
    }
}
