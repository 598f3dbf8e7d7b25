using System.Globalization;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>How far a payout is.</summary>
public enum PayoutState
{
    /// <summary>The bank should have it by its arrival date.</summary>
    Expected,

    /// <summary>It stands on our account.</summary>
    Arrived,

    /// <summary>The bank refused it: it never came, or will be taken back.</summary>
    Failed,

    /// <summary>It was taken back from our account.</summary>
    Returned,
}

/// <summary>A payout of Stripe to our bank account: partition and row the payout. Stored names: renaming needs a migration.</summary>
public sealed record PayoutRow : StoredRow
{
    /// <summary>The payout.</summary>
    public required string PayoutId { get; init; }

    /// <summary>Signed: negative takes money from our account.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day the bank should have it.</summary>
    public required DateOnly ArrivesOn { get; init; }

    /// <summary>How far it is.</summary>
    public required PayoutState State { get; init; }

    /// <summary>What the statement may show.</summary>
    public string? Descriptor { get; init; }

    /// <summary>Why it failed, in Stripe's word.</summary>
    public string? Failure { get; init; }

    /// <summary>The partition of the bank movement that brought it.</summary>
    public string? ReceiptPartition { get; init; }

    /// <summary>The key of that movement.</summary>
    public string? ReceiptKey { get; init; }

    /// <summary>The partition of the bank movement that took it back.</summary>
    public string? ReturnPartition { get; init; }

    /// <summary>The key of that movement.</summary>
    public string? ReturnKey { get; init; }

    /// <summary>The row of a payout.</summary>
    public static string Key(string payoutId) => $"payout|{payoutId}";
}

/// <summary>The index of payouts for which a bank movement may come; written before the payout, deleted when it came. A superset.</summary>
public sealed record OpenPayoutRow : StoredRow
{
    /// <summary>The one partition.</summary>
    public const string Partition = "payouts";

    /// <summary>The prefix of every row.</summary>
    public const string Prefix = "payoutopen|";

    /// <summary>The payout.</summary>
    public required string PayoutId { get; init; }

    /// <summary>The day the bank should have it.</summary>
    public required DateOnly ArrivesOn { get; init; }

    /// <summary>The index row of a payout.</summary>
    public static OpenPayoutRow Of(string payoutId, DateOnly arrivesOn) => new()
    {
        PartitionKey = Partition,
        RowKey = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{payoutId}"),
        PayoutId = payoutId,
        ArrivesOn = arrivesOn,
    };
}

/// <summary>The index of bank movements of Stripe that found no payout; written before it is looked for, deleted when it came.</summary>
public sealed record PayoutMovementRow : StoredRow
{
    /// <summary>The one partition.</summary>
    public const string Partition = "payoutmovements";

    /// <summary>The prefix of every row.</summary>
    public const string Prefix = "payoutmovement|";

    /// <summary>The partition of the receipt.</summary>
    public required string ReceiptPartition { get; init; }

    /// <summary>The key of the receipt.</summary>
    public required string ReceiptKey { get; init; }

    /// <summary>The index row of a receipt.</summary>
    public static PayoutMovementRow Of(ReceiptRow receipt) => new()
    {
        PartitionKey = Partition,
        RowKey = $"{Prefix}{receipt.Key}",
        ReceiptPartition = receipt.PartitionKey,
        ReceiptKey = receipt.Key,
    };
}
