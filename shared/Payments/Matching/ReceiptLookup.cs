using Smart.Shared.Invoicing;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>Looks up what the clues of a receipt stand for: point reads, a bounded number of them, and one for a paying client.</summary>
public sealed class ReceiptLookup(ReferenceDirectory references, InvoiceNumbers numbers, OpenInvoices open)
{
    /// <summary>Whose the receipt is.</summary>
    public async Task<ReceiptMatch> MatchAsync(ReceiptRow receipt, CancellationToken cancellationToken = default)
    {
        var known = new List<KnownClue>();
        foreach (var clue in ReceiptClues.Strong(receipt))
        {
            if (await FindAsync(clue.Digits, cancellationToken) is not { } row) continue;
            known.Add(new KnownClue(clue.Kind, row));
            if (clue.Kind == ClueKind.StructuredField && !receipt.IsReturn) break;
        }

        var match = ReceiptMatcher.Decide(receipt, known);
        return match is ReceiptMatch.Certain ? match : ReceiptMatcher.Decide(receipt, await WeighAsync(receipt, known, cancellationToken));
    }

    private async Task<List<KnownClue>> WeighAsync(ReceiptRow receipt, List<KnownClue> strong, CancellationToken cancellationToken)
    {
        var known = strong.ToList();
        foreach (var clue in ReceiptClues.Weak(receipt))
        {
            if (await FindAsync(clue.Digits, cancellationToken) is { } row) known.Add(new KnownClue(clue.Kind, row));
        }

        for (var i = 0; i < known.Count; i++)
        {
            known[i] = known[i] with { AmountFits = await FitsAsync(known[i].Row, receipt.Amount, cancellationToken) };
        }

        return known;
    }

    // The number of an invoice is in its communication, and the claim of the number names the debtor: no row of its own is needed.
    private async Task<ReferenceRow?> FindAsync(string digits, CancellationToken cancellationToken)
    {
        if (!InvoiceNumber.TryOfReference(digits, out var number)) return await references.FindAsync(digits, cancellationToken);
        return await numbers.FindAsync(number, cancellationToken) is { } claim
            ? new ReferenceRow { PartitionKey = digits, RowKey = digits, Kind = ReferenceKind.Invoice, OwnerId = claim.DebtorId, Subject = claim.RowKey }
            : null;
    }

    private async Task<bool> FitsAsync(ReferenceRow row, Money amount, CancellationToken cancellationToken) =>
        row.Kind == ReferenceKind.Invoice
        && await open.FindAsync(row.OwnerId, row.Subject, cancellationToken) is { } invoice
        && (invoice.Balance == amount || invoice.Principal == amount);
}
