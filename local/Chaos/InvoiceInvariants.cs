using Smart.Shared.Debtors;

namespace Smart.Local.Chaos;

/// <summary>What must hold of registrations and invoices.</summary>
internal static class InvoiceInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("each registration is there once", Registrations),
        new("each invoice key gave one invoice", OneAKey),
        new("invoice numbers have no gap", Contiguous),
        new("each number is one invoice", OneANumber),
        new("each invoice has one opening entry", OneOpening),
        new("what is open is the sum of the ledger", OpenIsLedger),
        new("an invoice is open or closed", OpenOrClosed),
    ];

    private static IEnumerable<(string Key, string Expected, string Found)> Registrations(ChaosEvidence evidence)
    {
        var (promised, state) = evidence;
        return Same(promised.Members.Select(member => member.Id), state.Members.Select(head => head.MemberId), "member")
            .Concat(Same(promised.Debtors.Select(debtor => debtor.Id), state.Debtors.Select(head => head.DebtorId), "debtor"))
            .Concat(Same(promised.Contracts.Select(contract => $"{contract.MemberId}|{contract.Ordinal}"), state.Contracts.Select(contract => $"{contract.PartitionKey}|{contract.Ordinal}"), "contract"));
    }

    private static IEnumerable<(string Key, string Expected, string Found)> OneAKey(ChaosEvidence evidence)
    {
        var byKey = evidence.State.Invoices.ToLookup(invoice => invoice.Content.CustomerReference ?? "", invoice => invoice.Number);
        foreach (var asked in evidence.Promised.Invoices.GroupBy(invoice => invoice.Key))
        {
            var answered = asked.Select(invoice => invoice.Number).Distinct().ToList();
            var found = byKey[asked.Key].ToList();
            if (answered.Count != 1 || !found.SequenceEqual(answered)) yield return (asked.Key, $"one invoice, {string.Join(", ", answered)} as answered", Listed(found));
        }

        var known = evidence.Promised.Invoices.Select(invoice => invoice.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var unasked in byKey.Where(group => !known.Contains(group.Key))) yield return (unasked.Key, "no invoice that nobody was answered", Listed(unasked));
    }

    private static IEnumerable<(string Key, string Expected, string Found)> Contiguous(ChaosEvidence evidence)
    {
        foreach (var series in evidence.State.Numbers.GroupBy(claim => claim.PartitionKey))
        {
            foreach (var (index, claim) in series.OrderBy(claim => claim.RowKey, StringComparer.Ordinal).Index())
            {
                if (claim.Number.Ordinal == index + 1) continue;
                yield return (claim.RowKey, $"number {index + 1} of {series.Key}", $"number {claim.Number.Ordinal}");
                break;
            }
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> OneANumber(ChaosEvidence evidence) => Same(
        evidence.State.Numbers.Select(claim => $"{claim.RowKey} of draft {claim.DraftId}"),
        evidence.State.Invoices.Select(invoice => $"{invoice.Number} of draft {invoice.DraftId}"),
        "invoice");

    private static IEnumerable<(string Key, string Expected, string Found)> OneOpening(ChaosEvidence evidence)
    {
        var openings = evidence.State.Ledger.Where(entry => entry.Kind == EntryKind.Issued).ToLookup(entry => entry.Number, entry => entry.Amount.Cents);
        foreach (var invoice in evidence.State.Invoices)
        {
            var found = openings[invoice.Number].ToList();
            if (!found.SequenceEqual([invoice.Payable.Cents])) yield return (invoice.Number, $"one of {invoice.Payable.Cents} cents", Listed(found));
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> OpenIsLedger(ChaosEvidence evidence)
    {
        var sums = evidence.State.Ledger.ToLookup(entry => entry.Number, entry => entry.Amount.Cents);
        var open = evidence.State.Open.ToLookup(row => row.Number, row => row.Balance.Cents);
        foreach (var invoice in evidence.State.Invoices)
        {
            var (sum, balance) = (sums[invoice.Number].Sum(), open[invoice.Number].Sum());
            if (sum != balance) yield return (invoice.Number, $"{sum} cents, the sum of {sums[invoice.Number].Count()} entries", $"{balance} cents open");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> OpenOrClosed(ChaosEvidence evidence)
    {
        var open = evidence.State.Open.ToLookup(row => row.Number);
        var closed = evidence.State.Closed.ToLookup(row => row.Number);
        foreach (var invoice in evidence.State.Invoices)
        {
            var (opens, closes) = (open[invoice.Number].Count(), closed[invoice.Number].Count());
            if (opens + closes != 1) yield return (invoice.Number, "one row that says which", $"{opens} open and {closes} closed");
        }
    }

    /// <summary>What should be there once and is not, or is there and should not be.</summary>
    internal static IEnumerable<(string Key, string Expected, string Found)> Same(IEnumerable<string> expected, IEnumerable<string> found, string what)
    {
        var there = found.CountBy(key => key).ToDictionary(StringComparer.Ordinal);
        var wanted = expected.ToHashSet(StringComparer.Ordinal);
        foreach (var key in wanted)
        {
            var count = there.GetValueOrDefault(key);
            if (count != 1) yield return (key, $"one {what}", $"{count}");
        }

        foreach (var (key, count) in there.Where(pair => !wanted.Contains(pair.Key))) yield return (key, $"no {what} that nobody was promised", $"{count}");
    }

    internal static string Listed<T>(IEnumerable<T> found)
    {
        var text = string.Join(", ", found);
        return text.Length > 0 ? text : "nothing";
    }
}
