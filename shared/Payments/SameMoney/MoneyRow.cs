using System.Globalization;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.SameMoney;

/// <summary>
/// A movement of one of our accounts as one channel told it: partition account and month of the value date. It holds hashes, no
/// personal data. Inserted before the receipt. Stored names: renaming needs a migration.
/// </summary>
public sealed record MoneyRow : StoredRow
{
    /// <summary>How it came: <c>coda</c>, <c>camt.053</c>, <c>api</c>… Within a channel two movements are never the same money.</summary>
    public required string Channel { get; init; }

    /// <summary>The partition of its receipt.</summary>
    public required string ReceiptPartition { get; init; }

    /// <summary>The key of its receipt.</summary>
    public required string ReceiptKey { get; init; }

    /// <summary>Signed cents.</summary>
    public required long Cents { get; init; }

    /// <summary>The day from which it counts.</summary>
    public required DateOnly ValueDate { get; init; }

    /// <summary>What tells it apart.</summary>
    public required MoneyTraits Traits { get; init; }

    /// <summary>The row of the same money from another channel, which is booked instead; null when this one is.</summary>
    public string? SameAs { get; init; }

    /// <summary>Nothing but amount and day says that it is the same money as <see cref="OtherKey"/>: a person decides.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>The partition of the receipt that is, or may be, the same money.</summary>
    public string? OtherPartition { get; init; }

    /// <summary>The key of that receipt.</summary>
    public string? OtherKey { get; init; }

    /// <summary>The account.</summary>
    public string AccountKey => RowKey.Split('|')[1];

    /// <summary>Account and month.</summary>
    public static string PartitionOf(string accountKey, DateOnly valueDate) =>
        string.Create(CultureInfo.InvariantCulture, $"money-{accountKey}-{valueDate:yyyyMM}");

    /// <summary>Its key: the days of a month stand together.</summary>
    public static string Key(string accountKey, DateOnly valueDate, string channel, string receiptKey) =>
        string.Create(CultureInfo.InvariantCulture, $"money|{accountKey}|{valueDate:yyyyMMdd}|{channel}|{receiptKey}");

    /// <summary>The rows of some days of a month.</summary>
    public static KeyRange Days(string accountKey, DateOnly first, DateOnly last) => new(
        string.Create(CultureInfo.InvariantCulture, $"money|{accountKey}|{first:yyyyMMdd}|"),
        string.Create(CultureInfo.InvariantCulture, $"money|{accountKey}|{last:yyyyMMdd}}}"));
}

/// <summary>The head of a partition: its version keeps two channels from taking the same money at once. Stored names: renaming needs a migration.</summary>
public sealed record MoneyHead : StoredRow
{
    /// <summary>The channels that told of movements in this month.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Its key; it sorts before every movement.</summary>
    public static string Key(string partition) => $"head|{partition}";
}
