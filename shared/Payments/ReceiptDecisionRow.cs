using System.Globalization;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>
/// What a person decided about a receipt, for good: in the receipt's partition, inserted with the decision. Stored names: renaming
/// needs a migration.
/// </summary>
public sealed record ReceiptDecisionRow : StoredRow
{
    /// <summary>The receipt.</summary>
    public required string ReceiptKey { get; init; }

    /// <summary>What: <c>allocate</c>, <c>split</c>, <c>reverse</c>, <c>take-back</c>, <c>not-ours</c>, <c>seen</c>.</summary>
    public required string What { get; init; }

    /// <summary>Hash of the identity.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The debtor, invoice or receipt that was named.</summary>
    public string? Target { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Its key: decisions of a receipt are numbered.</summary>
    public static string Key(string receiptKey, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"decision|{receiptKey}|{number:000}");

    /// <summary>The decisions about a receipt.</summary>
    public static KeyRange Range(string receiptKey) => KeyRange.Prefix($"decision|{receiptKey}|");
}
