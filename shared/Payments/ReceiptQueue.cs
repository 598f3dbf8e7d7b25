using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace Smart.Shared.Payments;

/// <summary>What a message on the queue of receipts names: keys only.</summary>
/// <param name="Partition">The partition of the row.</param>
/// <param name="Key">The row.</param>
/// <param name="Event">True for an event in the inbox that may become a receipt.</param>
public sealed record ReceiptMessage(string Partition, string Key, bool Event = false);

/// <summary>
/// Sends receipts to be booked. The message id is the receipt's key: the queue's duplicate detection saves work and guarantees
/// nothing, the markers do.
/// </summary>
public sealed class ReceiptQueue(ServiceBusClient client, string queue, TimeProvider time)
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(30);
    private readonly Lazy<ServiceBusSender> _sender = new(() => client.CreateSender(queue));

    /// <summary>Sends one message a receipt.</summary>
    public async Task SendAsync(IEnumerable<ReceiptMessage> messages, CancellationToken cancellationToken = default)
    {
        foreach (var chunk in messages.Chunk(MostAtOnce))
        {
            await _sender.Value.SendMessagesAsync(chunk.Select(message => Message(message, message.Key)), cancellationToken);
        }
    }

    /// <summary>Sends a message again for later, under an id of its own: the debtor is being changed by others.</summary>
    public Task SendLaterAsync(ReceiptMessage message, CancellationToken cancellationToken = default)
    {
        var at = time.GetUtcNow() + BusyDelay;
        return _sender.Value.ScheduleMessageAsync(Message(message, $"{message.Key}-{at.ToUnixTimeMilliseconds()}"), at, cancellationToken);
    }

    /// <summary>Reads a message; null when it is none of ours.</summary>
    public static ReceiptMessage? Read(BinaryData body)
    {
        try
        {
            var message = body.ToObjectFromJson<ReceiptMessage>(JsonSerializerOptions.Web);
            return string.IsNullOrEmpty(message?.Partition) || string.IsNullOrEmpty(message.Key) ? null : message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ServiceBusMessage Message(ReceiptMessage message, string id) => new(BinaryData.FromObjectAsJson(message, JsonSerializerOptions.Web))
    {
        MessageId = id,
        ContentType = "application/json",
    };
}
