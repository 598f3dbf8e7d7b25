using Azure.Messaging.ServiceBus;

namespace Smart.Local.Broker;

/// <summary>A delivery in the client's terms.</summary>
internal static class ReceivedMessage
{
    public static ServiceBusReceivedMessage From(Delivery delivery) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: delivery.Message.Body,
        messageId: delivery.Message.MessageId,
        sessionId: delivery.Message.SessionId,
        correlationId: delivery.Message.CorrelationId,
        subject: delivery.Message.Subject,
        contentType: delivery.Message.ContentType,
        properties: new Dictionary<string, object>(delivery.Message.Properties, StringComparer.Ordinal),
        lockTokenGuid: delivery.LockToken,
        deliveryCount: delivery.DeliveryCount,
        lockedUntil: delivery.LockedUntil,
        sequenceNumber: delivery.Sequence,
        enqueuedSequenceNumber: delivery.Sequence,
        enqueuedTime: delivery.Message.EnqueueAt);

    /// <summary>The message as a parameter of that type wants it: itself, its bytes or text, or its JSON read.</summary>
    public static object? Convert(ServiceBusReceivedMessage message, Type type)
    {
        if (type == typeof(ServiceBusReceivedMessage))
            return message;
        if (type == typeof(string))
            return message.Body.ToString();
        if (type == typeof(BinaryData))
            return message.Body;
        return type == typeof(byte[])
            ? message.Body.ToArray()
            : System.Text.Json.JsonSerializer.Deserialize(message.Body, type, System.Text.Json.JsonSerializerOptions.Web);
    }
}
