using Smart.Local.Runtime;

namespace Smart.Local.Broker;

/// <summary>How the queues behave; the defaults are those of a queue and its trigger in Azure, with duplicate detection on.</summary>
public sealed record BrokerOptions
{
    /// <summary>Deliveries after which a message is given up.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a receiver keeps a message to itself.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long after it was received the lock of a message is renewed while its function runs; zero: it is not.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a message id refuses another message with it in the same queue; zero: never.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many messages of a queue without sessions are handled at once.</summary>
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>How many sessions of a queue are handled at once, each one message at a time.</summary>
    public int MaxConcurrentSessions { get; init; } = 8;

    /// <summary>
    /// Shuffles messages that are ready, the same way for the same seed; null: oldest first. Service Bus promises no order
    /// outside a session, and a test can hold the product to that.
    /// </summary>
    public int? ShuffleSeed { get; init; }

    /// <summary>What becomes of messages on their way; null: they arrive.</summary>
    public IMessageFaults? Faults { get; init; }
}
