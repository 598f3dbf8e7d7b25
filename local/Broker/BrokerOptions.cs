namespace Smart.Local.Broker;

/// <summary>How the queues behave; the defaults are those of a queue in Azure, with duplicate detection on.</summary>
public sealed record BrokerOptions
{
    /// <summary>Deliveries after which a message is given up.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a receiver keeps a message to itself.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message id refuses another message with it; zero: never.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many messages of a queue are delivered at once.</summary>
    public int MaxConcurrentCalls { get; init; } = 16;
}
