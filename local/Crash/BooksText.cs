using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Smart.Local.Simulation;
using Smart.Shared.Dunning;

namespace Smart.Local.Crash;

/// <summary>
/// The books as lines that two runs of one story must share. What a crash may change lawfully is left out: the attempt in which a
/// letter succeeded, the version of a legal file, instants.
/// </summary>
public static partial class BooksText
{
    /// <summary>The lines by invariant: the name of the one that a difference breaks.</summary>
    /// <param name="books">The books.</param>
    /// <param name="timely">False where a message was lost or late: that may cost a case a day, and nothing else.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Sections(Books books, bool timely = true) => new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["same-ledger"] = Sorted(books.Entries.Select(entry => $"{entry.Number} {WithoutAttempt(entry.Cause)} {entry.Kind} {entry.Amount} {entry.ValueDate:yyyy-MM-dd}")),
        ["same-balances"] = Sorted([
            .. books.Open.Select(open => $"open {open.Number} {open.Principal} {open.ClaimedInterest} {open.ClaimedCosts} level {open.Level} {open.LevelSentOn:yyyy-MM-dd}"),
            .. books.Closed.Select(closed => $"closed {closed.Number} {closed.ClosedOn:yyyy-MM-dd}"),
            .. books.Heads.Select(head => $"head {head.DebtorId} {head.OpenCaseId ?? "-"} {head.CaseStage} on account {head.OnAccount} allocating {head.Allocating ?? "-"}")]),
        ["same-invoices"] = Sorted(books.Invoices.Select(invoice => $"{invoice.Number} {invoice.IssuedOn:yyyy-MM-dd} {invoice.DueOn:yyyy-MM-dd} {invoice.Payable} {invoice.Delivery} {invoice.DeliveredBy}")),
        ["same-numbers"] = Sorted(books.Numbers.Select(number => $"{number.RowKey} {number.DraftId}")),
        ["same-letters"] = Sorted(books.Letters.Where(letter => letter.IsEffective).Select(Letter)),
        ["same-cases"] = Sorted([
            .. books.Cases.Select(row => $"{row.CaseId} {row.State} {row.OpenedOn:yyyy-MM-dd} {(timely ? row.ClosedOn : null):yyyy-MM-dd} {row.NeedsAttention}"),
            .. books.Files.Select(file => $"{file.CaseId} {file.State} {file.Total} {file.Date:yyyy-MM-dd} {(timely ? file.HandedOverOn : null):yyyy-MM-dd} {file.Attention}"),
            .. books.Holds.Select(hold => $"hold {hold.DebtorId} {hold.ReceiptKey}")]),
        ["same-receipts"] = Sorted([
            .. books.Receipts.Select(receipt => $"{receipt.Key} {receipt.State} {receipt.Amount} to {receipt.DebtorId ?? receipt.MemberId ?? "-"} {string.Join(' ', receipt.AllocatedTo.Select(part => $"{part.Number}={part.Amount}"))} rest {receipt.OnAccount}"),
            .. books.Worklist.Select(row => $"worklist {row.ReceiptKey}"),
            .. books.Accounts.Select(account => $"account {account.AccountKey} {account.CompleteThrough:yyyy-MM-dd}")]),
        ["same-shares"] = Sorted([
            .. books.Shares.Select(entry => $"entry {entry.PartitionKey} {entry.Cause} {entry.Count} {entry.Paid} {entry.ValueDate:yyyy-MM-dd}"),
            .. books.ShareRequests.Select(request => $"request {request.RequestId} {request.State} {request.Received}")]),
        ["same-mail"] = Sorted(books.Mail.Select(Message)),
        ["no-work-lost"] = Sorted([
            .. books.Work.Select(row => $"work {row.PartitionKey} {row.Purpose} {row.OwnerId}"),
            .. books.Sweeps.Select(sweep => $"sweep {sweep.RowKey} {(sweep.FinishedAt is null ? "not finished" : "finished")} {sweep.Failed} failed"),
            .. books.Messages.Select(message => $"message {message.State}")]),
        ["no-instance-stuck"] = Sorted(books.Instances.Select(instance => $"{WithoutChild(instance.Key)} {instance.Value}")),
    };

    /// <summary>A letter of a case, whichever attempt at it succeeded.</summary>
    public static string WithoutAttempt(string operationId) => Attempt().Replace(operationId, "${letter}");

    private static string Letter(LetterAttempt letter) =>
        $"{letter.CaseId}-{letter.Number} {letter.Channel} {letter.BusinessDate:yyyy-MM-dd} {letter.Total} {string.Join(' ', letter.Lines.Select(line => $"{line.Number}@{line.Level}={line.Total}"))}";

    private static string Message(SimulatedLetter letter)
    {
        var what = WithoutVersion(WithoutAttempt(letter.OperationId));
        var body = what.Contains("-handover", StringComparison.Ordinal) || what.Contains("-nag-", StringComparison.Ordinal)
            ? WithoutVersion(FileHash().Replace(letter.Text, ""))
            : $"{letter.Text}{letter.Html}{string.Concat(letter.Attachments.Select(attachment => Hash(attachment.Content)))}";
        return $"{what} {letter.Channel} to {letter.Recipient.Name} {letter.Subject} {Hash(Encoding.UTF8.GetBytes(body))[..12]}";
    }

    private static string WithoutChild(string instance) => instance.Length > 40 && instance.StartsWith("bankfile-", StringComparison.Ordinal) ? instance[..20] : instance;

    private static string WithoutVersion(string text) => Version().Replace(text, "${what}");

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static IReadOnlyList<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    // Debtor id, case, letter; then the attempt.
    [GeneratedRegex("(?<letter>[0-9a-z]{20}-[0-9]+-[0-9]+)-[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attempt();

    [GeneratedRegex("(?<what>handover|version) ?-?[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex FileHash();
}
