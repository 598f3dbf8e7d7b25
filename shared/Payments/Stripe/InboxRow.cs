using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>How far an event is.</summary>
public enum InboxState
{
    /// <summary>Stored; its effect may have happened or not.</summary>
    Received,

    /// <summary>Its effect is in the tables.</summary>
    Handled,

    /// <summary>It asks nothing of us.</summary>
    Ignored,
}

/// <summary>An event that a provider sent: partition source and day, row the provider's id. Stored names: renaming needs a migration.</summary>
public sealed record InboxRow : StoredRow
{
    /// <summary>What happened, in the provider's words.</summary>
    public required string Type { get; init; }

    /// <summary>The blob that holds the body as it was signed.</summary>
    public required string Document { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required InboxState State { get; init; }

    /// <summary>What became of it, in a word or a receipt's key.</summary>
    public string? Result { get; init; }

    /// <summary>
    /// The partition of an event by the day the provider made it: the same on every delivery.
    /// </summary>
    public static string PartitionOf(DateTime created) => $"stripe-{created:yyyy-MM-dd}";
}
