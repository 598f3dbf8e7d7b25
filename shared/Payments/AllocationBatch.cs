using System.Globalization;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>Turns decided parts of a receipt, or of money on account, into the rows of one transaction on its debtor.</summary>
/// <param name="bookingKey">What entries and markers are named after.</param>
/// <param name="receiptKey">The receipt behind the entries, if one.</param>
/// <param name="valueDate">The day from which the money counts.</param>
/// <param name="bookedAt">The instant now, UTC.</param>
internal sealed class AllocationBatch(string bookingKey, string? receiptKey, DateOnly valueDate, DateTimeOffset bookedAt)
{
    private const int MostInvoices = 30;
    private const int HeadMarkerAndAccount = 3;

    /// <summary>The first parts that fit one transaction: at most thirty invoices.</summary>
    internal static List<AllocatedPart> Fitting(IEnumerable<AllocatedPart> parts)
    {
        var fitting = new List<AllocatedPart>();
        var rows = HeadMarkerAndAccount;
        foreach (var part in parts)
        {
            rows += RowsOf(part);
            if (fitting.Count == MostInvoices || rows > RowBatch.MaximumRows) break;
            fitting.Add(part);
        }

        return fitting;
    }

    /// <summary>Head, marker, entries and open rows; one entry for what the debtor's account gains or loses.</summary>
    /// <param name="head">The head as it was read, with what changes on it besides the account.</param>
    /// <param name="marker">The marker of this transaction.</param>
    /// <param name="parts">What is set against invoices.</param>
    /// <param name="toAccount">What the account gains; negative for what leaves it.</param>
    internal RowBatch Of(DebtorHead head, ReceiptMarker marker, IReadOnlyList<AllocatedPart> parts, Money toAccount)
    {
        var batch = DebtorBatch.Of(head with { OnAccount = head.OnAccount + toAccount }, altersLetters: true).Insert(marker);
        if (!toAccount.IsZero)
        {
            var cause = marker.Chunk == 0 ? bookingKey : string.Create(CultureInfo.InvariantCulture, $"{bookingKey}-{marker.Chunk}");
            batch.Insert(Entry(head.DebtorId, DebtorKeys.OnAccount(head.DebtorId), cause, EntryKind.OnAccount, -toAccount));
        }

        foreach (var part in parts) Add(batch, part);
        return batch;
    }

    private static int RowsOf(AllocatedPart part) => Entries(part).Count() + (part.Closes ? 2 : 1);

    private static IEnumerable<(string Suffix, EntryKind Kind, Money Amount)> Entries(AllocatedPart part) =>
        new (string Suffix, EntryKind Kind, Money Amount)[]
        {
            ("interest", EntryKind.InterestPaid, part.ToInterest),
            ("costs", EntryKind.CostsPaid, part.ToCosts),
            ("principal", EntryKind.PrincipalPaid, part.ToPrincipal),
            ("waived-interest", EntryKind.Waived, part.WaivedInterest),
            ("waived-costs", EntryKind.Waived, part.WaivedCosts),
            ("waived-shortfall", EntryKind.Waived, part.WaivedPrincipal),
        }.Where(entry => entry.Amount.IsPositive);

    private void Add(RowBatch batch, AllocatedPart part)
    {
        var last = "";
        foreach (var (suffix, kind, amount) in Entries(part))
        {
            last = $"{bookingKey}-{suffix}";
            batch.Insert(Entry(part.Before.DebtorId, part.Number, last, kind, -amount));
        }

        if (part.Closes) InvoiceClosing.AddTo(batch, part.Before, part.After, valueDate, last);
        else batch.Replace(part.After);
    }

    private LedgerEntry Entry(string debtorId, string number, string cause, EntryKind kind, Money amount) =>
        LedgerEntry.Of(debtorId, number, cause, kind, amount, valueDate, bookedAt, receiptKey);
}
