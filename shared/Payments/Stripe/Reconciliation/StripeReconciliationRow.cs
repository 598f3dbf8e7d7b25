using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>How far the provider's list of events was read: one row. Stored names: renaming needs a migration.</summary>
public sealed record StripeReconciliationRow : StoredRow
{
    /// <summary>Its partition and row.</summary>
    public const string Key = "stripe-events";

    /// <summary>Every event made before is in the inbox, UTC.</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>The Brussels day on which it was read last.</summary>
    public required DateOnly DoneOn { get; init; }

    /// <summary>Events that no webhook had brought.</summary>
    public required int Found { get; init; }

    /// <summary>The start of what was too old to be listed, UTC: finance compares it with the provider's own lists.</summary>
    public DateTimeOffset? LostFrom { get; init; }

    /// <summary>Its end, UTC.</summary>
    public DateTimeOffset? LostThrough { get; init; }
}
