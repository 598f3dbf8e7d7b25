using System.Globalization;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>An invoice of which an allocation is undone: its open row, or how it closed.</summary>
/// <param name="Open">The open row; null when it is closed.</param>
/// <param name="Closed">The closed row; null when it is open.</param>
/// <param name="Undone">What is undone.</param>
internal sealed record ReopenedInvoice(OpenInvoice? Open, InvoiceClosed? Closed, UndoneAllocation Undone)
{
    /// <summary>The rows that it takes in a transaction.</summary>
    internal int Rows => Undone.Entries.Count + (Closed is null ? 1 : 2);
}

/// <summary>Turns what is undone into the rows of one transaction on the debtor.</summary>
/// <param name="undoKey">What takes back.</param>
/// <param name="valueDate">The day from which it counts.</param>
/// <param name="bookedAt">The instant now, UTC.</param>
internal sealed class UndoBatch(string undoKey, DateOnly valueDate, DateTimeOffset bookedAt)
{
    /// <summary>The head once entries of its account are undone: what had put money there takes it off, and the other way round.</summary>
    internal static DebtorHead After(DebtorHead head, IEnumerable<UndoneEntry> ofAccount) =>
        head with { OnAccount = head.OnAccount + ofAccount.Sum(part => part.Entry.Amount.IsPositive ? part.Amount : -part.Amount) };

    /// <summary>Head as it shall be, marker and what is undone.</summary>
    internal RowBatch Of(DebtorHead head, UndoMarker marker, IEnumerable<ReopenedInvoice> invoices, IEnumerable<UndoneEntry> ofAccount)
    {
        var batch = DebtorBatch.Of(head, altersLetters: true).Insert(marker);
        foreach (var part in ofAccount) batch.Insert(Reversal(part, marker.Chunk));
        foreach (var invoice in invoices) Add(batch, invoice, marker.Chunk);
        return batch;
    }

    private void Add(RowBatch batch, ReopenedInvoice invoice, int chunk)
    {
        foreach (var part in invoice.Undone.Entries) batch.Insert(Reversal(part, chunk));
        if (invoice.Closed is { } closed) batch.Delete(closed).Insert(invoice.Undone.After with { ETag = default, WriteId = "" });
        else batch.Replace(invoice.Undone.After with { ETag = invoice.Open!.ETag });
    }

    // The entry on the account may be reversed in the first chunk and again in the last.
    private LedgerEntry Reversal(UndoneEntry part, int chunk)
    {
        var entry = part.Entry;
        var amount = entry.Amount.IsPositive ? -part.Amount : part.Amount;
        var cause = string.Create(CultureInfo.InvariantCulture, $"{entry.Cause}~{undoKey}{(chunk == 0 ? "" : $"~{chunk}")}");
        return LedgerEntry.Of(entry.DebtorId, entry.Number, cause, EntryKind.Reversal, amount, valueDate, bookedAt, entry.ReceiptKey) with
        {
            Reverses = entry.RowKey,
        };
    }
}
