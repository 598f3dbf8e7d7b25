using Smart.Shared.Debtors;
using Smart.Shared.Payments;

namespace Smart.Local.Chaos;

/// <summary>What must hold of money as a whole.</summary>
internal static class MoneyInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("an invoice is paid by what was sent for it", PaidAsSent),
        new("an account is the sum of its entries", Accounts),
        new("no debtor is left in the middle of an allocation", NotAllocating),
        new("money in is allocated, on account, in the worklist or in shares", Conserved),
    ];

    private static IEnumerable<(string Key, string Expected, string Found)> PaidAsSent(ChaosEvidence evidence)
    {
        var sent = evidence.Promised.Movements.Where(movement => movement.Number is not null).ToLookup(movement => movement.Number!, movement => movement.Cents);
        var open = evidence.State.Open.ToLookup(row => row.Number, row => row.Balance.Cents);

        // A cent that is missing is waived by policy, with an entry that says so.
        var waived = evidence.State.Ledger.Where(entry => entry.Cause.EndsWith("-waived-shortfall", StringComparison.Ordinal)).ToLookup(entry => entry.Number, entry => -entry.Amount.Cents);
        foreach (var invoice in evidence.Promised.Invoices.DistinctBy(invoice => invoice.Number))
        {
            var expected = Math.Max(0, invoice.Cents - sent[invoice.Number].Sum() - waived[invoice.Number].Sum());
            var found = open[invoice.Number].Sum();
            if (found != expected) yield return (invoice.Number, $"{expected} cents open, {invoice.Cents} less {sent[invoice.Number].Sum()} sent", $"{found} cents open");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> Accounts(ChaosEvidence evidence)
    {
        var entries = evidence.State.Ledger.Where(entry => entry.Kind == EntryKind.OnAccount).ToLookup(entry => entry.DebtorId, entry => entry.Amount.Cents);
        foreach (var head in evidence.State.Debtors)
        {
            if (head.OnAccount.Cents != -entries[head.DebtorId].Sum()) yield return (head.DebtorId, $"{-entries[head.DebtorId].Sum()} cents on account", $"{head.OnAccount.Cents} cents");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> NotAllocating(ChaosEvidence evidence) =>
        evidence.State.Debtors.Where(head => head.Allocating is not null).Select(head => (head.DebtorId, "nothing being allocated", head.Allocating!));

    private static IEnumerable<(string Key, string Expected, string Found)> Conserved(ChaosEvidence evidence)
    {
        var state = evidence.State;
        var sent = evidence.Promised.Movements.Sum(movement => movement.Cents);
        var paid = -state.Ledger.Where(entry => entry.Kind is EntryKind.PrincipalPaid or EntryKind.InterestPaid or EntryKind.CostsPaid).Sum(entry => entry.Amount.Cents);
        var account = state.Debtors.Sum(head => head.OnAccount.Cents);
        var waiting = state.Receipts.Where(receipt => receipt.State == ReceiptState.Unmatched).Sum(receipt => receipt.ForInvoices.Cents);
        var shares = state.ShareRequests.Sum(request => request.Received.Cents);
        if (sent != paid + account + waiting + shares)
        {
            yield return ("all money", $"{sent} cents sent", $"{paid + account + waiting + shares} cents: {paid} allocated, {account} on account, {waiting} in the worklist, {shares} in shares");
        }
    }
}
