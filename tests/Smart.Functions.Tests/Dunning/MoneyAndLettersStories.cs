using Smart.Functions.Tests.Stories;
using Smart.Shared;
using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Dunning;

/// <summary>What money does to letters: a payment that comes back, money on account, promises, losses.</summary>
public sealed class MoneyAndLettersStories(TestStorage storage) : CollectionStory(storage)
{
    private const string Payer = "BE71096123456769";

    [Fact]
    public async Task PaymentThatComesBack_AfterTheCaseClosed_IsRemindedAgainAtItsLevel()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);
        Pay(owed, 1_210_00);
        await GoToAsync(FirstLetter.AddDays(2));
        (await CaseAsync(owed)).Case!.State.ShouldBe(CaseState.Closed);

        World.Bank.TakeBack(1_210_00, "Atelier Nord SRL", Payer, owed.Reference, "AC04");
        await GoToAsync(FirstLetter.AddDays(15));
        World.Mailbox.Reminders.Count.ShouldBe(1, "the whole delay runs again from the day the payment came back");

        await GoToAsync(FirstLetter.AddDays(18));
        World.Mailbox.Reminders.Count.ShouldBe(2);
        var facts = await Cases.GetAsync(owed.DebtorId, $"{owed.DebtorId}-2", Ct);
        facts.Open.ShouldHaveSingleItem().Level.ShouldBe(2);
        facts.Letters[^1].Lines.ShouldHaveSingleItem().Level.ShouldBe(2);
    }

    [Fact]
    public async Task PaymentThatComesBack_WhileTheCaseIsOpen_IsAskedInTheNextLetter()
    {
        var owed = await OweAsync();
        Pay(owed, 1_000_00);
        await GoToAsync(FirstLetter);
        World.Mailbox.Reminders.Count.ShouldBe(1);

        World.Bank.TakeBack(1_000_00, "Atelier Nord SRL", Payer, owed.Reference, "AC04");
        await GoToAsync(SecondLetter.AddDays(3));

        var facts = await CaseAsync(owed);
        facts.Open.ShouldHaveSingleItem().Principal.ShouldBe(Money.Eur(1_210_00));
        facts.Letters[^1].Lines.ShouldHaveSingleItem().Principal.ShouldBe(Money.Eur(1_210_00));
    }

    [Fact]
    public async Task MoneyOnAccount_PaysWhatFallsDue_AndNobodyIsReminded()
    {
        var owed = await OweAsync();
        Pay(owed, 2_420_00);
        await GoToAsync(new DateOnly(2026, 3, 4));
        await InvoiceAsync(owed.DebtorId);

        await GoToAsync(SecondLetter);

        World.Mailbox.Reminders.ShouldBeEmpty();
        var facts = (await Cases.ReadAsync(owed.DebtorId, null, Ct))!;
        facts.Open.ShouldBeEmpty();
        facts.Head.OnAccount.ShouldBe(Money.Zero);
        (await Cases.ReadAsync(owed.DebtorId, owed.CaseId, Ct))!.Case.ShouldBeNull();
    }

    [Fact]
    public async Task MoneyOnAccount_ThatIsNotEnough_MakesTheLetterAskTheRest()
    {
        var owed = await OweAsync();
        Pay(owed, 1_510_00);
        await GoToAsync(new DateOnly(2026, 3, 4));
        await InvoiceAsync(owed.DebtorId);

        await GoToAsync(FirstLetter.AddDays(2));

        var letter = (await CaseAsync(owed)).Letters.ShouldHaveSingleItem();
        letter.Lines.ShouldHaveSingleItem().Principal.ShouldBe(Money.Eur(910_00));
    }

    [Fact]
    public async Task PromiseThatIsKept_HoldsTheLetters_AndSaysWhy()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);
        var agreed = await AgreeAsync(owed, ("2026-03-31", "600.00"), ("2026-04-30", "610.00"));
        World.Bank.Receive(600_00, "Atelier Nord SRL", Payer, agreed.Text("reference"));

        await GoToAsync(LastLetter.AddDays(7));
        World.Mailbox.Reminders.Count.ShouldBe(1);
        (await CaseAsync(owed)).Case!.Reasons[owed.Number].ShouldBe(Reason.Promised);
        (await StandingAsync(owed)).ShouldBe("kept");

        World.Bank.Receive(610_00, "Atelier Nord SRL", Payer, agreed.Text("reference"));
        await GoToAsync(LastLetter.AddDays(9));
        (await CaseAsync(owed)).Case!.State.ShouldBe(CaseState.Closed);
        (await StandingAsync(owed)).ShouldBe("fulfilled");
    }

    [Fact]
    public async Task PromiseThatIsBroken_LetsTheLettersGoOnByThemselves()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);
        await AgreeAsync(owed, ("2026-04-07", "600.00"), ("2026-05-07", "610.00"));

        await GoToAsync(new DateOnly(2026, 4, 10));
        World.Mailbox.Reminders.Count.ShouldBe(1);

        await GoToAsync(new DateOnly(2026, 4, 14));
        World.Mailbox.Reminders.Count.ShouldBe(2);
        (await CaseAsync(owed)).Open[0].Level.ShouldBe(2);
        (await StandingAsync(owed)).ShouldBe("broken");
    }

    [Fact]
    public async Task Promise_IsRefused_WhenItDoesNotAddUp()
    {
        var owed = await OweAsync();
        var path = $"debtors/{owed.DebtorId}/arrangements";

        (await Desk.PostAsync(path, Promise([owed.Number], ("2026-04-07", "600.00")), cancellationToken: Ct)).Problem.ShouldBe("instalments-do-not-add-up");
        (await Desk.PostAsync(path, Promise(["2026-000099"], ("2026-04-07", "1210.00")), cancellationToken: Ct)).Problem.ShouldBe("invoice-not-open");
        (await Desk.PostAsync(path, Promise([owed.Number], ("2026-02-07", "1210.00")), cancellationToken: Ct)).Problem.ShouldBe("instalments-invalid");
        (await Desk.PostAsync(path, new { instalments = Array.Empty<object>() }, cancellationToken: Ct)).Problem.ShouldBe("field-required");
        (await Desk.PostAsync(path, new { invoices = new[] { owed.Number } }, cancellationToken: Ct)).Problem.ShouldBe("field-required");
        (await World.As("anna", "member").PostAsync(path, Promise([owed.Number], ("2026-04-07", "1210.00")), cancellationToken: Ct)).Succeeded.ShouldBeFalse();
        await AgreeAsync(owed, ("2026-04-07", "1210.00"));
        (await Desk.PostAsync(path, Promise([owed.Number], ("2026-04-07", "1210.00")), cancellationToken: Ct)).Problem.ShouldBe("invoice-arranged-already");
    }

    [Fact]
    public async Task CancelledPromise_LetsTheLettersGoOn()
    {
        var owed = await OweAsync();
        var agreed = await AgreeAsync(owed, ("2026-05-07", "1210.00"));
        await GoToAsync(FirstLetter.AddDays(1));
        World.Mailbox.Reminders.ShouldBeEmpty();

        (await Desk.PostAsync($"debtors/{owed.DebtorId}/arrangements/{agreed.Text("arrangementId")}/cancel", new { }, cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        await GoToAsync(FirstLetter.AddDays(2));

        World.Mailbox.Reminders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DirectDebitOnItsWay_HoldsTheLetter_UntilItFails()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter.AddDays(-1));
        var page = await World.As("anna", "member").PostAsync($"invoices/{owed.Number}/checkout", new { }, cancellationToken: Ct);
        var debit = World.Stripe.OrderDebit(page.Text("url").Split('/')[^1]);
        await World.Stripe.TellAsync(debit, Ct);

        await GoToAsync(FirstLetter.AddDays(2));
        World.Mailbox.Reminders.ShouldBeEmpty();
        (await CaseAsync(owed)).Case!.Reasons[owed.Number].ShouldBe(Reason.Announced);

        await World.Stripe.TellAsync(World.Stripe.SettleDebit(debit.Id, "insufficient_funds"), Ct);
        await GoToAsync(FirstLetter.AddDays(4));
        World.Mailbox.Reminders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WrittenOffInvoice_IsRemindedNoMore_AndItsMoneyWaitsForAPerson()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);
        (await Desk.PostAsync($"invoices/{owed.Number}/write-off", new { reason = "bankrupt" }, cancellationToken: Ct)).Succeeded.ShouldBeFalse();
        var vera = World.As("vera", "approver");
        (await vera.PostAsync($"invoices/{owed.Number}/write-off", new { reason = "bankrupt" }, cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        (await vera.PostAsync($"invoices/{owed.Number}/write-off", new { reason = "bankrupt" }, cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        (await vera.PostAsync("invoices/2026-000099/write-off", new { reason = "bankrupt" }, cancellationToken: Ct)).Problem.ShouldBe("invoice-not-found");

        Pay(owed, 1_210_00);
        await GoToAsync(SecondLetter);

        World.Mailbox.Reminders.Count.ShouldBe(1);
        (await CaseAsync(owed)).Case!.State.ShouldBe(CaseState.Closed);
        var waiting = (await Finance.GetAsync("receipts?state=unmatched", Ct)).Value["receipts"]!.AsArray().ShouldHaveSingleItem();
        waiting!["reason"]!.GetValue<string>().ShouldBe("invoice-written-off");
    }

    private async Task<Smart.Local.Http.ApiAnswer> AgreeAsync(Owed owed, params (string DueOn, string Amount)[] instalments)
    {
        var agreed = await Desk.PostAsync($"debtors/{owed.DebtorId}/arrangements", Promise([owed.Number], instalments), cancellationToken: Ct);
        agreed.Succeeded.ShouldBeTrue(agreed.Problem);
        await World.Host.RunUntilIdleAsync(Ct);
        return agreed;
    }

    private async Task<string> StandingAsync(Owed owed) =>
        (await Desk.GetAsync($"debtors/{owed.DebtorId}/arrangements", Ct)).Value["arrangements"]!.AsArray().ShouldHaveSingleItem()!["state"]!.GetValue<string>();

    private static object Promise(string[] invoices, params (string DueOn, string Amount)[] instalments) =>
        new { invoices, instalments = instalments.Select(part => new { dueOn = part.DueOn, amount = new { amount = part.Amount, currency = "EUR" } }) };
}
