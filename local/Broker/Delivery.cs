namespace Smart.Local.Broker;

/// <summary>A message in the hands of a receiver.</summary>
internal sealed class Delivery(BrokerMessage message, DateTimeOffset lockedUntil)
{
    public BrokerMessage Message => message;

    public long Sequence => message.Sequence;

    public Guid LockToken { get; } = Guid.NewGuid();

    /// <summary>When the lock ends. While the function runs the lock is renewed, as the trigger does in Azure.</summary>
    public DateTimeOffset LockedUntil { get; set; } = lockedUntil;

    /// <summary>Whether the function that received it still runs.</summary>
    public bool InHand { get; set; } = true;

    public int DeliveryCount => message.FailedDeliveries + 1;
}

/// <summary>How a receiver leaves a message.</summary>
/// <param name="State">Where it stands then; active: back in the queue.</param>
/// <param name="Properties">Properties to set on it.</param>
internal sealed record Settlement(MessageState State, IReadOnlyDictionary<string, object>? Properties = null);
