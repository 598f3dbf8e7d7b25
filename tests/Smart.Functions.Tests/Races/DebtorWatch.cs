using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Payments;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Races;

/// <summary>
/// What must be true of a debtor after every storage call: the ledger and the open rows agree, one case at most is open, and a letter that
/// crosses the line asks what is owed at that moment. At the end, after the steps ran once more: every receipt is booked once and whole.
/// </summary>
/// <param name="line">Where the race runs.</param>
/// <param name="debtorId">Who owes.</param>
/// <param name="again">Runs the steps of the race again, one after the other.</param>
internal sealed class DebtorWatch(RaceLine line, string debtorId, Func<Task> again) : IRaceWatch
{
    private readonly Dictionary<string, Crossing> _crossed = new(StringComparer.Ordinal);

    public void AfterStep(StorageStep step)
    {
        if (step.IsRead || !step.Store.EndsWith(TableNames.Debtors, StringComparison.Ordinal)) return;
        CheckLedger();
        CheckCases();
        foreach (var letter in Letters().Where(letter => letter.SendingAt is not null && !_crossed.ContainsKey(letter.OperationId))) Cross(letter);
    }

    public async Task RepairAsync()
    {
        await again();
        foreach (var receipt in Receipts().Where(receipt => receipt.State == ReceiptState.Received)) await CollectionSteps.ReceiveAsync(line, receipt.Key[CollectionSteps.ReceiptPrefix.Length..]);
        await CollectionSteps.CarryOnAsync(line, debtorId);
    }

    public void AtEnd()
    {
        CheckLedger();
        CheckCases();
        CheckLetters();
        CheckReceipts();
    }

    private void CheckLedger()
    {
        var entries = Rows<LedgerEntry>("entry|");
        var open = Rows<OpenInvoice>("open|");
        foreach (var invoice in open)
        {
            var owed = entries.Where(entry => entry.Number == invoice.Number).Sum(entry => entry.Amount);
            invoice.Balance.ShouldBe(owed, $"{invoice.Number}: the open row and the ledger");
            foreach (var amount in (Money[])[invoice.Principal, invoice.ClaimedInterest, invoice.ClaimedCosts]) amount.ShouldBeGreaterThanOrEqualTo(Money.Zero, invoice.Number);
        }

        var account = DebtorKeys.OnAccount(debtorId);
        foreach (var settled in entries.Where(entry => entry.Number != account).GroupBy(entry => entry.Number).Where(group => open.TrueForAll(row => row.Number != group.Key)))
            settled.Sum(entry => entry.Amount).ShouldBe(Money.Zero, $"{settled.Key} is settled");
        Head().OnAccount.ShouldBe(-entries.Where(entry => entry.Number == account).Sum(entry => entry.Amount), "the account of the debtor");
    }

    private void CheckCases()
    {
        var open = Rows<DunningCaseRow>("case|").Where(row => row.State != CaseState.Closed).ToList();
        open.Count.ShouldBeLessThanOrEqualTo(1, "one open case a debtor");
        Head().OpenCaseId.ShouldBe(open.SingleOrDefault()?.CaseId, "the case on the head");
    }

    private void Cross(LetterAttempt letter)
    {
        var entries = Rows<LedgerEntry>("entry|");
        foreach (var asked in letter.Lines)
        {
            var owed = entries.Where(entry => entry.Number == asked.Number).Sum(entry => entry.Amount);
            (asked.Total - asked.Interest - asked.Costs).ShouldBe(owed, $"letter {letter.OperationId} asks for {asked.Number}");
            owed.IsPositive.ShouldBeTrue($"letter {letter.OperationId} asks for {asked.Number}, which is paid");
        }

        Rows<HoldRow>("hold|").ShouldBeEmpty($"letter {letter.OperationId} was held");
        Head().Allocating.ShouldBeNull($"letter {letter.OperationId} while a receipt is allocated");
        _crossed[letter.OperationId] = new Crossing(Rows<DebtorProfile>("profile|").Single().Email);
    }

    private void CheckLetters()
    {
        foreach (var mail in line.Mail.Delivered)
        {
            _crossed.ShouldContainKey(mail.OperationId, "a letter left before it crossed the line");
            mail.Recipient.Email.ShouldBe(_crossed[mail.OperationId].Email, $"the address of letter {mail.OperationId}");
        }

        line.Mail.Delivered.Select(mail => mail.OperationId).ShouldBeUnique();
        var letters = Letters();
        letters.Where(letter => letter.IsUnderWay).ShouldBeEmpty("letters under way");
        letters.Where(letter => letter.IsEffective).Select(letter => (letter.CaseId, letter.Number)).ShouldBeUnique();
        letters.Count(letter => letter.IsEffective).ShouldBe(line.Mail.Delivered.Count, "letters delivered are effective");
    }

    private void CheckReceipts()
    {
        var entries = Rows<LedgerEntry>("entry|");
        foreach (var receipt in Receipts())
        {
            var booked = entries.Where(entry => entry.ReceiptKey == receipt.Key && entry.Kind != EntryKind.Waived).Sum(entry => entry.Amount);
            receipt.State.ShouldBeOneOf(ReceiptState.Allocated, ReceiptState.Unmatched);
            booked.ShouldBe(receipt.State == ReceiptState.Allocated ? -receipt.Amount : Money.Zero, $"receipt {receipt.Key}");
        }
    }

    private List<ReceiptRow> Receipts() => line.Rows<ReceiptRow>(TableNames.Receipts, CollectionSteps.ReceiptPrefix);

    private List<LetterAttempt> Letters() => Rows<LetterAttempt>("letter|");

    private DebtorHead Head() => Rows<DebtorHead>("head|").Single();

    private List<T> Rows<T>(string prefix)
        where T : DebtorRow => line.Rows<T>(TableNames.Debtors, prefix);

    private sealed record Crossing(string? Email);
}
