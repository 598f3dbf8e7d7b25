using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>How far a payment at Stripe is.</summary>
public enum StripePaymentState
{
    /// <summary>Ordered; the money takes days, and may not come.</summary>
    Announced,

    /// <summary>It did not succeed. The client may try again on the same page.</summary>
    Failed,

    /// <summary>It succeeded: its receipt is written, or is about to be.</summary>
    Paid,
}

/// <summary>
/// A payment at Stripe: partition and row the payment. It says in which partition the receipt stands, whatever month the event that
/// came first was of, and is written before it. Stored names: renaming needs a migration.
/// </summary>
public sealed record StripePaymentRow : StoredRow
{
    /// <summary>The payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>How far it is; paid is final.</summary>
    public required StripePaymentState State { get; init; }

    /// <summary>When the provider said so, UTC: what it said before does not count any more.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>The debtor, where it is an invoice's.</summary>
    public string? DebtorId { get; init; }

    /// <summary>The invoice.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>The structured communication.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it failed, in Stripe's word.</summary>
    public string? Why { get; init; }

    /// <summary>The partition of its receipt; null before it is paid.</summary>
    public string? ReceiptPartition { get; init; }

    /// <summary>The row of a payment.</summary>
    public static string Key(string paymentId) => $"payment|{paymentId}";
}

/// <summary>
/// The index of money that is announced: written before a payment says so, deleted once it says otherwise. Stored names: renaming
/// needs a migration.
/// </summary>
public sealed record AnnouncedPaymentRow : StoredRow
{
    /// <summary>The one partition.</summary>
    public const string Partition = "announced";

    /// <summary>The payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The rows of a debtor; of all of them when none is named.</summary>
    public static string Prefix(string? debtorId = null) => debtorId is null ? "announced|" : $"announced|{debtorId}|";

    /// <summary>The index row of a payment; what belongs to no debtor has a dash.</summary>
    public static AnnouncedPaymentRow Of(string? debtorId, string paymentId) =>
        new() { PartitionKey = Partition, RowKey = $"{Prefix(debtorId ?? "-")}{paymentId}", PaymentId = paymentId };
}
