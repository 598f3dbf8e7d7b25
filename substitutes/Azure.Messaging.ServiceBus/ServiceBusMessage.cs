#nullable disable
namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int MaxIdLength = 128;
    private string _messageId;
    private string _sessionId;

    public ServiceBusMessage()
        : this(BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty))
    {
    }

    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body) => Body = body ?? throw new ArgumentNullException(nameof(body));

    public BinaryData Body { get; set; }

    public string MessageId
    {
        get => _messageId;
        set => _messageId = CheckId(value, nameof(MessageId));
    }

    public string SessionId
    {
        get => _sessionId;
        set => _sessionId = CheckId(value, nameof(SessionId));
    }

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string ContentType { get; set; }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    private static string CheckId(string value, string name)
        => value is null or { Length: > 0 and <= MaxIdLength } ? value : throw new ArgumentException($"{name} has 1 to {MaxIdLength} characters.", nameof(value));
}
