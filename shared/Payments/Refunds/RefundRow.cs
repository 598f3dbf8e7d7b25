using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Refunds;

/// <summary>How far a refund is.</summary>
public enum RefundState
{
    /// <summary>Taken from the debtor's account; the bank has not carried it out, or has not told so.</summary>
    Requested,

    /// <summary>The bank carried it out.</summary>
    Paid,

    /// <summary>The bank sent it back: it is on the debtor's account again.</summary>
    CameBack,
}

/// <summary>
/// Money on account that is paid back to the account it came from, with a structured communication of its own by which the bank's
/// movement is known. Stored names: renaming needs a migration.
/// </summary>
public sealed record RefundRow : DebtorRow
{
    /// <summary>Its id.</summary>
    public required string RefundId { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>The twelve digits that the transfer carries.</summary>
    public required string Reference { get; init; }

    /// <summary>The partition of the receipt to whose account it goes: the account stands there only.</summary>
    public required string ToPartition { get; init; }

    /// <summary>The key of that receipt.</summary>
    public required string ToKey { get; init; }

    /// <summary>How far it is.</summary>
    public required RefundState State { get; init; }

    /// <summary>Hash of the identity that asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The movement that carried it out, or that brought it back.</summary>
    public string? MovementKey { get; init; }

    /// <summary>The movement that carried it out: another one with its communication is for a person.</summary>
    public string? PaidKey { get; init; }

    /// <summary>Every refund of a debtor.</summary>
    public static KeyRange All { get; } = KeyRange.Prefix("refund|");

    /// <summary>Its row key.</summary>
    public static string Key(string refundId) => $"refund|{refundId}";
}
