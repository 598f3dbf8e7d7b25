using Smart.Shared.Debtors;
using Smart.Shared.Documents;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Legal;

/// <summary>Computes what a legal file claims on an invoice, line by line from its ledger. Pure.</summary>
public static class ClaimComputation
{
    /// <summary>
    /// Principal, interest to a day by segment, the fixed sums that letters claimed, and the receipts. Interest is what accrued by the
    /// ledger, never more than the running account of the invoice says, less what of it was paid or waived; against an enterprise it
    /// stays within the 10 % of the procedure for undisputed debts (rules 2.1).
    /// </summary>
    /// <param name="invoice">The open invoice.</param>
    /// <param name="entries">Its ledger entries.</param>
    /// <param name="day">The day of the claim, counted.</param>
    public static ClaimItem Of(OpenInvoice invoice, IReadOnlyList<LedgerEntry> entries, DateOnly day)
    {
        var computed = InvoiceInterest.Detail(invoice, PrincipalChanges(invoice, entries), day);
        var settled = invoice.InterestEverClaimed - invoice.ClaimedInterest;
        var accrued = Money.Min(computed.Total, Money.EurRounded(InvoiceInterest.Through(invoice, day)));
        var interest = accrued > settled ? accrued - settled : Money.Zero;
        return new ClaimItem(
            invoice.Number,
            invoice.IssuedOn,
            invoice.DueOn,
            invoice.Subject,
            invoice.Original,
            invoice.Principal,
            [.. computed.Segments.Select(segment => new ClaimSegment(segment.From, segment.To, segment.Days, segment.Principal, segment.Percent, segment.Exact))],
            IosRules.IsOpenAgainst(invoice.Regime) ? IosRules.Claim(invoice.Principal, interest, Money.Zero, Money.Zero, Money.Zero).Accessories : interest,
            invoice.ClaimedCosts,
            Receipts(entries));
    }

    /// <summary>What stands in the row of the file for an item.</summary>
    public static LegalClaim Line(ClaimItem item, OpenInvoice invoice) =>
        new(item.Number, item.Principal, item.Interest, item.FixedSum, invoice.ClaimedInterest);

    private static IEnumerable<PrincipalChange> PrincipalChanges(OpenInvoice invoice, IReadOnlyList<LedgerEntry> entries)
    {
        var principal = invoice.Original;
        var byRow = entries.ToDictionary(entry => entry.RowKey, StringComparer.Ordinal);
        foreach (var day in entries.Where(entry => TouchesPrincipal(entry, byRow)).GroupBy(entry => entry.ValueDate).OrderBy(day => day.Key))
        {
            principal += day.Sum(entry => entry.Amount);
            yield return new PrincipalChange(day.Key, principal);
        }
    }

    private static bool TouchesPrincipal(LedgerEntry entry, Dictionary<string, LedgerEntry> byRow) => entry.Kind == EntryKind.PrincipalPaid
        || (entry is { Kind: EntryKind.Reversal, Reverses: { } reversed } && byRow.TryGetValue(reversed, out var undone) && undone.Kind == EntryKind.PrincipalPaid);

    private static IReadOnlyList<ClaimReceipt> Receipts(IReadOnlyList<LedgerEntry> entries) =>
    [
        .. entries.Where(entry => entry.ReceiptKey is not null)
            .GroupBy(entry => entry.ReceiptKey!, StringComparer.Ordinal)
            .Select(receipt => new ClaimReceipt(receipt.Max(entry => entry.ValueDate), receipt.Key, -receipt.Sum(entry => entry.Amount)))
            .OrderBy(receipt => receipt.Date),
    ];
}
