using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>What stands of one booking of a debtor: which invoices it paid and what of it is on the account.</summary>
/// <param name="Key">The booking key.</param>
/// <param name="Parts">What it paid, in order.</param>
internal sealed record Booking(string Key, IReadOnlyList<ReceiptPart> Parts);

/// <summary>Reads what an undoing needs, by few queries bounded by key range.</summary>
internal sealed class UndoFacts(DebtorReader debtors)
{
    // Invoices of one transaction at most: five entries, the open and the closed row each.
    internal const int MostInvoices = 8;

    /// <summary>Head, markers of the undoing and of the booking.</summary>
    internal async Task<DebtorFacts> LoadAsync(string debtorId, string undoKey, string bookingKey, CancellationToken cancellationToken) =>
        await debtors.LoadAsync(debtorId, [UndoMarker.Range(undoKey), ReceiptMarker.Range(bookingKey)], cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {debtorId} of {bookingKey} has no head.");

    /// <summary>The same anew with the ledger of some invoices and of the account, as far as the bookings touched them.</summary>
    internal async Task<DebtorFacts> LoadAsync(string debtorId, string undoKey, IReadOnlyCollection<(string Number, string BookingKey)> parts, CancellationToken cancellationToken)
    {
        var account = DebtorKeys.OnAccount(debtorId);
        List<KeyRange> ranges = [UndoMarker.Range(undoKey)];
        foreach (var (number, booking) in parts)
        {
            ranges.Add(KeyRange.Prefix(DebtorKeys.Entry(number, booking)));
            if (number != account) ranges.Add(KeyRange.One(InvoiceClosed.Key(number)));
        }

        return await debtors.LoadAsync(debtorId, ranges, cancellationToken) ?? throw new InvalidOperationException($"Debtor {debtorId} has no head.");
    }

    internal static IReadOnlyList<UndoMarker> Markers(DebtorFacts facts, string undoKey) =>
        [.. facts.All<UndoMarker>(UndoMarker.Range(undoKey)).OrderBy(marker => marker.Chunk)];

    internal static Booking BookingOf(DebtorFacts facts, string bookingKey) => new(
        bookingKey,
        [
            .. facts.All<ReceiptMarker>(ReceiptMarker.Range(bookingKey))
                .Where(marker => marker.ReceiptKey == bookingKey)
                .OrderBy(marker => marker.Chunk)
                .SelectMany(marker => marker.Parts),
        ]);

    /// <summary>What the booking put on the account and what of it did not leave since; negative entries took some to invoices.</summary>
    internal static IReadOnlyList<LedgerEntry> AccountEntries(DebtorFacts facts, string bookingKey)
    {
        var number = DebtorKeys.OnAccount(facts.Head.DebtorId);
        return
        [
            .. facts.All<LedgerEntry>(KeyRange.Prefix(DebtorKeys.Entry(number, bookingKey)))
                .Where(entry => IsOf(entry.Cause, bookingKey)),
        ];
    }

    /// <summary>The invoice with what is undone of it; null when nothing of the booking stands.</summary>
    internal static ReopenedInvoice? Reopened(DebtorFacts facts, string number, string bookingKey, Money most, DateOnly valueDate, DateOnly today)
    {
        var open = facts.Find<OpenInvoice>(DebtorKeys.Open(number));
        var closed = open is null ? facts.Find<InvoiceClosed>(InvoiceClosed.Key(number)) : null;
        var standing = open ?? closed?.Standing ?? throw new InvalidOperationException($"Invoice {number} keeps nothing to go on from.");
        var entries = facts.All<LedgerEntry>(KeyRange.Prefix(DebtorKeys.Entry(number, bookingKey)));
        return UndoneAllocation.Of(standing, entries, bookingKey, most, valueDate, today) is { } undone ? new ReopenedInvoice(open, closed, undone) : null;
    }

    // The booking's own entries, its chunks' (-1, -2) and what reversed them (~); those of a later round (.1) are others.
    private static bool IsOf(string cause, string bookingKey)
    {
        var rest = cause.AsSpan(bookingKey.Length);
        if (rest.IsEmpty || rest[0] == '~') return true;
        var chunk = rest.IndexOf('~') is var end and >= 0 ? rest[1..end] : rest[1..];
        return rest[0] == '-' && chunk.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
