using Azure.Messaging.ServiceBus;

namespace Smart.Local.Broker;

/// <summary>Takes a message over from its sender.</summary>
internal static class NewMessage
{
    // A row's binary property holds 64 KiB; messages of this product hold keys only.
    private const int MaxBodyBytes = 60 * 1024;

    public static BrokerMessage From(string queue, ServiceBusMessage message, long sequence, DateTimeOffset now, DateTimeOffset? scheduledFor)
    {
        if (message.Body.ToMemory().Length > MaxBodyBytes)
            throw new ServiceBusException($"The message is larger than {MaxBodyBytes} bytes.", ServiceBusFailureReason.MessageSizeExceeded, queue);
        if (message.SessionId is not null)
            throw new NotSupportedException($"Queue {queue} has no sessions.");
        var scheduled = scheduledFor ?? message.ScheduledEnqueueTime;
        return new BrokerMessage
        {
            Queue = queue,
            Sequence = sequence,
            MessageId = message.MessageId ?? $"{sequence:D}",
            Body = message.Body,
            CorrelationId = message.CorrelationId,
            Subject = message.Subject,
            ContentType = message.ContentType,
            Properties = new Dictionary<string, object>(message.ApplicationProperties, StringComparer.Ordinal),
            SentAt = now,
            EnqueueAt = scheduled > now ? scheduled : now,
        };
    }
}
