using Smart.Shared.Debtors;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Stripe;

namespace Smart.Local.Chaos;

/// <summary>What must hold of money that was sent, movement by movement.</summary>
internal static class ReceiptInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("each movement is one receipt", OneAMovement),
        new("each receipt has its amount and a final state", Final),
        new("a receipt is booked once and in full", BookedOnce),
        new("only booked receipts are in ledgers", OnlyBooked),
        new("what names nothing waits in the worklist", NamesNothing),
        new("the worklist holds what waits and nothing else", Worklist),
        new("each bank file and statement is done", Files),
        new("each webhook is handled", Webhooks),
    ];

    private static IEnumerable<(string Key, string Expected, string Found)> OneAMovement(ChaosEvidence evidence) => InvoiceInvariants.Same(
        evidence.Promised.Movements.Select(movement => movement.ReceiptKey), evidence.State.Receipts.Select(receipt => receipt.Key), "receipt");

    private static IEnumerable<(string Key, string Expected, string Found)> Final(ChaosEvidence evidence)
    {
        var sent = evidence.Promised.Movements.ToLookup(movement => movement.ReceiptKey);
        foreach (var receipt in evidence.State.Receipts)
        {
            if (receipt.State is not (ReceiptState.Allocated or ReceiptState.Unmatched)) yield return (receipt.Key, "allocated or in the worklist", receipt.State.ToString());
            var spread = receipt.ToShares.Cents + receipt.OnAccount.Cents + receipt.AllocatedTo.Sum(part => part.Amount.Cents);
            if (receipt.State == ReceiptState.Allocated && spread != receipt.Amount.Cents) yield return (receipt.Key, $"{receipt.Amount.Cents} cents allocated", $"{spread} cents");
            foreach (var movement in sent[receipt.Key].Where(movement => movement.Cents != receipt.Amount.Cents)) yield return (receipt.Key, $"{movement.Cents} cents", $"{receipt.Amount.Cents} cents");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> BookedOnce(ChaosEvidence evidence)
    {
        var entries = evidence.State.Ledger.Where(entry => entry.Kind != EntryKind.Waived).ToLookup(entry => entry.ReceiptKey ?? "");
        var markers = evidence.State.Markers.ToLookup(marker => marker.ReceiptKey);
        foreach (var receipt in evidence.State.Receipts.Where(IsBooked))
        {
            var booked = -entries[receipt.Key].Sum(entry => entry.Amount.Cents);
            if (booked != receipt.ForInvoices.Cents) yield return (receipt.Key, $"{receipt.ForInvoices.Cents} cents in ledgers", $"{booked} cents");
            var last = markers[receipt.Key].Count(marker => marker.IsLast);
            if (last != 1) yield return (receipt.Key, "one marker that ends it", $"{last}");
            var strangers = entries[receipt.Key].Select(entry => entry.DebtorId).Concat(markers[receipt.Key].Select(marker => marker.DebtorId)).Where(debtor => debtor != receipt.DebtorId).Distinct().ToList();
            if (strangers.Count > 0) yield return (receipt.Key, $"booked for {receipt.DebtorId}", $"also for {string.Join(", ", strangers)}");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> OnlyBooked(ChaosEvidence evidence)
    {
        var booked = evidence.State.Receipts.Where(IsBooked).Select(receipt => receipt.Key).ToHashSet(StringComparer.Ordinal);
        return evidence.State.Ledger.Select(entry => entry.ReceiptKey).Concat(evidence.State.Markers.Select(marker => marker.ReceiptKey)).OfType<string>().Distinct()
            .Where(key => !booked.Contains(key) && !key.StartsWith("use-", StringComparison.Ordinal)).Select(key => (key, "a receipt that is allocated to invoices", "ledger entries or markers without one"));
    }

    private static IEnumerable<(string Key, string Expected, string Found)> NamesNothing(ChaosEvidence evidence)
    {
        var receipts = evidence.State.Receipts.ToLookup(receipt => receipt.Key);
        foreach (var movement in evidence.Promised.Movements)
        {
            if (receipts[movement.ReceiptKey].FirstOrDefault() is not { } receipt) continue; // said by another
            var waits = receipt.State == ReceiptState.Unmatched;
            if (movement.NamesNothing && !waits) yield return (movement.Key, "in the worklist", $"{receipt.State} for {receipt.DebtorId ?? receipt.MemberId}");
            if (movement.Number is { } number && (waits || receipt.InvoiceNumber != number)) yield return (movement.Key, $"allocated by {number}", $"{receipt.State} by {receipt.InvoiceNumber}: {receipt.Reason}");
            if (movement.ShareRequestId is { } request && receipt.ShareRequestId != request) yield return (movement.Key, $"booked on request {request}", $"{receipt.State} on {receipt.ShareRequestId}: {receipt.Reason}");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> Worklist(ChaosEvidence evidence) => InvoiceInvariants.Same(
        evidence.State.Receipts.Where(receipt => receipt.State == ReceiptState.Unmatched).Select(receipt => receipt.Key),
        evidence.State.Worklist.Select(row => row.ReceiptKey),
        "row in the worklist");

    private static IEnumerable<(string Key, string Expected, string Found)> Files(ChaosEvidence evidence)
    {
        var files = evidence.State.Files.ToLookup(file => file.Sha256, file => file.State);
        foreach (var sent in evidence.Promised.Files)
        {
            if (!files[sent.Sha256].SequenceEqual([BankFileState.Done])) yield return (sent.Key, "the file is done", InvoiceInvariants.Listed(files[sent.Sha256]));
        }

        var keys = evidence.Promised.Files.Select(file => file.StatementKey);
        foreach (var wrong in InvoiceInvariants.Same(keys, evidence.State.Statements.Where(statement => statement.IsComplete).Select(statement => statement.StatementKey), "complete statement")) yield return wrong;
        if (evidence.State.Statements.MaxBy(statement => statement.StatementKey, StringComparer.Ordinal) is not { } last) yield break;
        var account = evidence.State.Accounts.SingleOrDefault(row => row.AccountKey == last.AccountKey);
        if (account?.LastStatementKey != last.StatementKey || account.Gap is not null) yield return (last.AccountKey, $"known up to {last.StatementKey}", $"up to {account?.LastStatementKey}: {account?.Gap}");
    }

    private static IEnumerable<(string Key, string Expected, string Found)> Webhooks(ChaosEvidence evidence)
    {
        var inbox = evidence.State.Inbox.ToLookup(row => row.RowKey);
        foreach (var told in evidence.Promised.Events)
        {
            var found = inbox[told.EventId].Select(row => $"{row.State} {row.Result}").ToList();
            if (!found.SequenceEqual([$"{InboxState.Handled} {told.PaymentId}"])) yield return (told.Key, $"{told.EventId} handled as {told.PaymentId}", InvoiceInvariants.Listed(found));
        }
    }

    private static bool IsBooked(ReceiptRow receipt) => receipt is { State: ReceiptState.Allocated, ShareRequestId: null };
}
