namespace Smart.Local.Broker;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>Waits for delivery, or is being delivered.</summary>
    Active,

    /// <summary>Set aside by a receiver.</summary>
    Deferred,

    /// <summary>Given up: delivered too often, or put aside by a receiver.</summary>
    DeadLettered,

    /// <summary>Completed, or cancelled; kept while its id detects duplicates.</summary>
    Done,
}

/// <summary>A message of a queue as the broker keeps it.</summary>
public sealed record BrokerMessage
{
    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Its number in the queue, in order of arrival.</summary>
    public required long Sequence { get; init; }

    /// <summary>The sender's id for it.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its content.</summary>
    public required BinaryData Body { get; init; }

    /// <summary>What ties it to another message.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The session it belongs to; a queue without sessions keeps it and does not look at it.</summary>
    public string? SessionId { get; init; }

    /// <summary>What it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>The media type of the content.</summary>
    public string? ContentType { get; init; }

    /// <summary>The sender's properties, and why it was given up.</summary>
    public required IReadOnlyDictionary<string, object> Properties { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When it may be delivered: the instant it was sent, or the one it was scheduled for.</summary>
    public required DateTimeOffset EnqueueAt { get; init; }

    /// <summary>How many deliveries ended without being settled for good.</summary>
    public int FailedDeliveries { get; init; }

    /// <summary>When it was given up; null while it is not.</summary>
    public DateTimeOffset? GivenUpAt { get; init; }

    /// <summary>Where it stands.</summary>
    public MessageState State { get; init; }
}
