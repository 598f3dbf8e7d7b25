using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>
/// In the partition of a debtor: an allocation was taken back, and how far. Inserted with what it speaks of, so that nothing is
/// taken back twice. Stored names: renaming needs a migration.
/// </summary>
public sealed record UndoMarker : DebtorRow
{
    /// <summary>What takes back: the receipt of the money that left, or a person's decision.</summary>
    public required string UndoKey { get; init; }

    /// <summary>The booking key of the receipt that is taken back.</summary>
    public required string BookingKey { get; init; }

    /// <summary>0 for the first transaction, then 1 and up.</summary>
    public required int Chunk { get; init; }

    /// <summary>What is open again, by invoice.</summary>
    public required IReadOnlyList<ReceiptPart> Parts { get; init; }

    /// <summary>What was taken from the debtor's account.</summary>
    public required Money FromAccount { get; init; }

    /// <summary>What is still to be taken back.</summary>
    public required Money Left { get; init; }

    /// <summary>Nothing is to be taken back any more.</summary>
    public required bool IsLast { get; init; }

    /// <summary>Its row key.</summary>
    public static string Key(string undoKey, int chunk) => $"undo|{undoKey}|{chunk.ToString("000", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The markers of one undoing.</summary>
    public static KeyRange Range(string undoKey) => KeyRange.Prefix($"undo|{undoKey}|");
}
