using Microsoft.DurableTask.Client;
using Smart.Local.Broker;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;

namespace Smart.Local.Crash;

/// <summary>Something that must not be.</summary>
/// <param name="Invariant">The rule that is broken: a stable name.</param>
/// <param name="Detail">What was found.</param>
public sealed record Violation(string Invariant, string Detail);

/// <summary>What holds at the end of any run, disturbed or not: no other run is needed to see it.</summary>
public static class Invariants
{
    /// <summary>Every rule that the books break.</summary>
    public static IEnumerable<Violation> Check(Books books) =>
    [
        .. NumbersWithoutGap(books),
        .. BalancesAreSums(books),
        .. ReceiptsBookedOnce(books),
        .. LettersOnce(books),
        .. LettersSayWhatIsOwed(books),
        .. ClaimedOnce(books),
        .. NothingStuck(books),
    ];

    private static IEnumerable<Violation> NumbersWithoutGap(Books books)
    {
        var numbers = books.Numbers.Select(row => row.Number).Order(Comparer<InvoiceNumber>.Create((a, b) => (a.Year, a.Ordinal).CompareTo((b.Year, b.Ordinal)))).ToList();
        foreach (var number in numbers.Where(number => number.Previous is { } previous && !numbers.Contains(previous)))
            yield return new("numbers-without-gap", $"{number} follows no claimed number.");
        var issued = books.Invoices.Select(invoice => invoice.Number).ToHashSet(StringComparer.Ordinal);
        foreach (var claim in books.Numbers.Where(claim => !issued.Contains(claim.RowKey)))
            yield return new("numbers-without-gap", $"{claim.RowKey} is claimed for draft {claim.DraftId}, and there is no such invoice.");
        foreach (var draft in books.Drafts.Where(draft => draft.IssuedAs is null))
            yield return new("accepted-is-issued", $"Draft {draft.DraftId} was accepted and never became an invoice.");
    }

    private static IEnumerable<Violation> BalancesAreSums(Books books)
    {
        foreach (var invoice in books.Invoices)
        {
            var balance = books.Entries.Where(entry => entry.Number == invoice.Number).Sum(entry => entry.Amount);
            var open = books.Open.FirstOrDefault(row => row.Number == invoice.Number)?.Balance ?? Money.Zero;
            if (balance != open) yield return new("balance-is-sum", $"{invoice.Number}: {open} is open, and its entries sum to {balance}.");
            if (balance < Money.Zero) yield return new("balance-not-negative", $"{invoice.Number} stands at {balance}.");
            var openings = books.Entries.Count(entry => entry.Number == invoice.Number && entry.Kind == EntryKind.Issued);
            if (openings != 1) yield return new("issued-once", $"{invoice.Number} has {openings} opening entries.");
        }

        foreach (var head in books.Heads)
        {
            var account = -books.Entries.Where(entry => entry.Number == DebtorKeys.OnAccount(head.DebtorId)).Sum(entry => entry.Amount);
            if (account != head.OnAccount) yield return new("balance-is-sum", $"Account of {head.DebtorId}: {head.OnAccount}, and its entries sum to {account}.");
        }
    }

    private static IEnumerable<Violation> ReceiptsBookedOnce(Books books)
    {
        foreach (var receipt in books.Receipts.Where(receipt => receipt.State is ReceiptState.Allocated or ReceiptState.Unmatched or ReceiptState.Returned))
        {
            var booked = -books.Entries.Where(entry => entry.ReceiptKey == receipt.Key && !IsWaiver(entry)).Sum(entry => entry.Amount);
            var expected = receipt.State == ReceiptState.Allocated ? receipt.ForInvoices : Money.Zero;
            if (booked != expected) yield return new("receipt-booked-once", $"Receipt {receipt.Key} of {expected}: {booked} is booked.");
        }

        foreach (var receipt in books.Receipts.Where(receipt => receipt.State == ReceiptState.Received))
            yield return new("receipt-booked-once", $"Receipt {receipt.Key} of {receipt.Amount} was never booked.");
        foreach (var sold in books.Shares.GroupBy(entry => entry.Cause, StringComparer.Ordinal).Where(sold => sold.Count() > 1))
            yield return new("share-sold-once", $"Request {sold.Key} is in the register {sold.Count()} times.");
    }

    // What was waived beside a payment is no money; nor is what takes the waiver back.
    private static bool IsWaiver(LedgerEntry entry) => entry.Kind == EntryKind.Waived || entry.Cause.Contains("-waived-", StringComparison.Ordinal);

    private static IEnumerable<Violation> LettersOnce(Books books)
    {
        foreach (var letter in books.Letters.Where(letter => letter.IsEffective).GroupBy(letter => (letter.CaseId, letter.Number)).Where(letter => letter.Count() > 1))
            yield return new("letter-once", $"Letter {letter.Key.CaseId}-{letter.Key.Number} took effect in {letter.Count()} attempts.");
        foreach (var message in books.Mail.GroupBy(message => BooksText.WithoutAttempt(message.OperationId), StringComparer.Ordinal).Where(message => message.Count() > 1))
            yield return new("mail-once", $"{message.Key} was delivered {message.Count()} times.");
        foreach (var letter in books.Letters.Where(letter => letter.IsEffective && books.Mail.All(message => message.OperationId != letter.OperationId)))
            yield return new("letter-delivered", $"Letter {letter.OperationId} counts as sent, and nobody got it.");
        var effective = books.Letters.Where(letter => letter.IsEffective).Select(letter => letter.OperationId).ToHashSet(StringComparer.Ordinal);
        foreach (var message in books.Mail.Where(message => message.CaseLetter is not null && !effective.Contains(message.OperationId)))
            yield return new("letter-delivered", $"Letter {message.OperationId} was delivered, and does not count as sent.");
    }

    // What a letter asks must be what the ledger said when it crossed the line.
    private static IEnumerable<Violation> LettersSayWhatIsOwed(Books books)
    {
        foreach (var letter in books.Letters.Where(letter => letter.IsEffective))
        {
            foreach (var line in letter.Lines)
            {
                var owed = EntriesOf(books, line.Number, EntryKind.Issued, EntryKind.PrincipalPaid, EntryKind.Reversal)
                    .Where(entry => entry.BookedAt <= letter.SendingAt && (entry.Kind != EntryKind.Reversal || entry.Cause.Contains("-principal~", StringComparison.Ordinal))).Sum(entry => entry.Amount);
                if (line.Principal != owed) yield return new("letter-says-what-is-owed", $"Letter {letter.OperationId} asks {line.Principal} of {line.Number}; {owed} was owed.");
            }
        }
    }

    private static IEnumerable<Violation> ClaimedOnce(Books books)
    {
        foreach (var letter in books.Letters.Where(letter => letter.IsEffective))
        {
            foreach (var line in letter.Lines.Where(line => line.Advances))
            {
                var claimed = EntriesOf(books, line.Number, EntryKind.InterestClaimed, EntryKind.CostsClaimed)
                    .Where(entry => entry.Cause.StartsWith($"{letter.OperationId}-", StringComparison.Ordinal)).Sum(entry => entry.Amount);
                if (claimed > line.Interest + line.Costs) yield return new("claimed-once", $"Letter {letter.OperationId} claims {line.Interest + line.Costs} on {line.Number}, and {claimed} is booked.");
            }
        }
    }

    private static IEnumerable<LedgerEntry> EntriesOf(Books books, string number, params EntryKind[] kinds) =>
        books.Entries.Where(entry => entry.Number == number && kinds.Contains(entry.Kind));

    private static IEnumerable<Violation> NothingStuck(Books books)
    {
        foreach (var (id, status) in books.Instances.Where(instance => instance.Value is OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Pending))
            yield return new("no-instance-stuck", $"{id} is {status}.");
        foreach (var message in books.Messages)
            yield return new(message.State == MessageState.DeadLettered ? "no-dead-letter" : "no-work-lost", $"Message {message.MessageId} is {message.State} in {message.Queue}.");
        foreach (var head in books.Heads.Where(head => head.Allocating is not null))
            yield return new("no-work-lost", $"Receipt {head.Allocating} is still being allocated on {head.DebtorId}.");
    }
}
