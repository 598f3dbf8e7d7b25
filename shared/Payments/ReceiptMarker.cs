using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>
/// In the partition of a debtor: a receipt was booked, and how far it is set against invoices. Inserted with what it speaks of,
/// so nothing is booked twice. Stored names: renaming needs a migration.
/// </summary>
public sealed record ReceiptMarker : DebtorRow
{
    /// <summary>The booking key of the receipt.</summary>
    public required string ReceiptKey { get; init; }

    /// <summary>0 for the first transaction, then 1 and up for each chunk.</summary>
    public required int Chunk { get; init; }

    /// <summary>How the receipt goes over the invoices.</summary>
    public required AllocationMode Mode { get; init; }

    /// <summary>The invoices that the receipt turned out to be for, where they are more than one. In the first marker: every chunk goes by them.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }

    /// <summary>What was set against invoices here.</summary>
    public required IReadOnlyList<ReceiptPart> Parts { get; init; }

    /// <summary>What is left of the receipt, on the debtor's account.</summary>
    public required Money Left { get; init; }

    /// <summary>Nothing of the receipt is to be moved any more.</summary>
    public required bool IsLast { get; init; }

    /// <summary>When it was booked, UTC; only uses of the account need it.</summary>
    public DateTimeOffset? BookedAt { get; init; }

    /// <summary>The markers of a receipt, and of those whose keys begin like it.</summary>
    public static KeyRange Range(string receiptKey) => KeyRange.Prefix(DebtorKeys.Receipt(receiptKey));
}
