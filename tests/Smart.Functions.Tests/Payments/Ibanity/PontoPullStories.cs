using System.Globalization;
using Smart.Local.Simulation.Ibanity;
using Smart.Shared;
using Smart.Shared.Payments;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class PontoPullStories(TestStorage storage) : IbanityStory(storage)
{
    [Theory]
    [InlineData(SimulatedOrder.NewestFirst, false)]
    [InlineData(SimulatedOrder.OldestFirst, false)]
    [InlineData(SimulatedOrder.Shuffled, true)]
    public async Task Pages_InWhateverOrder_AreEachBookedOnce(SimulatedOrder order, bool repeatsItems)
    {
        Bank.Answer(order, repeatsItems);
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        for (var day = 0; day < 35; day++) Bank.Receive(account, Paid(1_000, number) with { On = Today.AddDays(-day) });

        await TellAsync(account);
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(86_000));
        var first = Asked("/transactions");
        Bank.Receive(account, Paid(6_000, number));
        await TellAsync(account);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(80_000));
        if (order != SimulatedOrder.Shuffled) (Asked("/transactions") - first).ShouldBeLessThan(first, "Only the overlap is read again.");
        (await RowAsync(account)).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task CrashBetweenPages_GoesOnWhereItWas()
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        for (var day = 0; day < 30; day++) Bank.Receive(account, Paid(1_000, number) with { On = Today.AddDays(-day) });
        Bank.Synchronize(account);
        Cut.AfterTransaction(3, Host.Fence);

        await Bank.PostAsync(Created, account, cancellationToken: Ct);
        await RestartWhenKilledAsync();
        await MinuteAsync(15);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(91_000));
        (await RowAsync(account)).IsOpen.ShouldBeFalse();
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(-1));
    }

    [Theory]
    [InlineData("fail", 500)]
    [InlineData("fail", 503)]
    [InlineData("cut", 0)]
    [InlineData("token", 500)]
    [InlineData("slow", 0)]
    public async Task ProviderInTrouble_IsAskedAgain_AndSaysSoMeanwhile(string kind, int status)
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(account, Paid(121_000, number));
        switch (kind)
        {
            case "fail": Bank.Faults.Fail("/transactions", status, times: 2); break;
            case "cut": Bank.Faults.Cut("/transactions", times: 2); break;
            case "token": Bank.Faults.Fail("oauth2/token", status, times: 2); break;
            default: Bank.Faults.Hold("/transactions", times: 1); break;
        }

        await Bank.TellAsync(account, Ct);
        await Host.RunUntilIdleAsync(Ct);
        (await RowAsync(account)).Problem.ShouldNotBeNull();
        (await AccountAsync()).CompleteThrough.ShouldBeNull();
        await MinuteAsync(5);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await RowAsync(account)).Problem.ShouldBeNull();
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(-1));
    }

    [Fact]
    public async Task RetryAfter_IsHonoured()
    {
        var account = Bank.Connect(Iban);
        Bank.Faults.Fail("/transactions", 429, times: 1, retryAfterSeconds: 600);

        await Bank.TellAsync(account, Ct);
        await MinuteAsync(9);
        Asked("/transactions").ShouldBe(1);
        await MinuteAsync(2);

        Asked("/transactions").ShouldBe(2);
        (await RowAsync(account)).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task RevokedToken_IsReplacedOnce_AndOneThatIsGoodIsKept()
    {
        var account = Bank.Connect(Iban);
        await TellAsync(account);
        await TellAsync(account);
        Asked("oauth2/token").ShouldBe(1);

        Bank.RevokeTokens();
        await TellAsync(account);
        Asked("oauth2/token").ShouldBe(2);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(30), Ct);
        await TellAsync(account);

        Asked("oauth2/token").ShouldBe(3);
        (await RowAsync(account)).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task NextLinkElsewhere_IsNotFollowed_AndNothingCountsAsKnown()
    {
        var account = Bank.Connect(Iban);
        for (var i = 0; i < 12; i++) Bank.Receive(account, new SimulatedTransaction { Amount = "1.00" });
        Bank.Answer(SimulatedOrder.NewestFirst, nextHost: "https://evil.example");

        await Bank.TellAsync(account, Ct);
        await MinuteAsync();

        (await RowAsync(account)).Problem.ShouldBe("next-link-elsewhere");
        (await AccountAsync()).CompleteThrough.ShouldBeNull();
    }

    [Fact]
    public async Task WhatCannotBeBooked_WaitsForAPerson_OnceAndWithItsAmount()
    {
        var account = Bank.Connect(Iban);
        Bank.Receive(account, new SimulatedTransaction { Amount = "2.765" });
        Bank.Receive(account, new SimulatedTransaction { Amount = "10.00", Currency = "USD" });

        await TellAsync(account);
        await TellAsync(account);

        (await WorklistAsync()).Select(item => item.GetProperty("reason").GetString()).Order().ShouldBe(["amount-not-in-cents", "currency-not-euro"]);
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(-1));
    }

    [Theory]
    [InlineData("1310.00", "2026-05-15", "stored: EUR 1210.00 of 2026-05-15; the bank now says: EUR 1310.00 of 2026-05-15")]
    [InlineData("1210.00", "2026-05-13", "stored: EUR 1210.00 of 2026-05-15; the bank now says: EUR 1210.00 of 2026-05-13")]
    [InlineData("1210.00", "2026-04-30", "stored: EUR 1210.00 of 2026-05-15; the bank now says: EUR 1210.00 of 2026-04-30")]
    public async Task WhatTheBankSaysOtherwiseLater_IsShownOnce_AndBooksNothing(string amount, string day, string words)
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 200_000);
        var first = Paid(121_000, number) with { Id = "t1" };
        Bank.Receive(account, first);
        await TellAsync(account);

        Bank.Receive(account, first with { Amount = amount, On = DateOnly.Parse(day, CultureInfo.InvariantCulture) });
        await TellAsync(account);
        await TellAsync(account);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(79_000));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        (waiting.GetProperty("reason").GetString(), waiting.GetProperty("communication").GetString()).ShouldBe((ReceiptReason.ToldOtherwise, words));
        waiting.GetProperty("sameAs").GetProperty("key").GetString().ShouldBe("ponto-t1");
        (await Store.FindAsync<ReceiptRow>(Shared.Storage.TableNames.Receipts, $"ponto-{AccountKey}-202604", "ponto-t1", Ct)).ShouldBeNull();
        (await RowAsync(account)).IsOpen.ShouldBeFalse();
        var path = $"/api/receipts/{waiting.GetProperty("partition").GetString()}/{waiting.GetProperty("key").GetString()}";
        await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = debtor }), 409);
        await JsonAsync(await PostAsync($"{path}/not-ours", new { reason = "the bank corrected it" }), 200);
        await TellAsync(account);
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatThePayerWrote_ToldLater_IsShownWhileNobodyKnowsWhoseItIs()
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(account, new SimulatedTransaction { Amount = "1210.00", Id = "t1" });
        await TellAsync(account);
        await TellAsync(account);
        (await WorklistAsync()).ShouldHaveSingleItem();

        Bank.Receive(account, Paid(121_000, number) with { Id = "t1" });
        await TellAsync(account);

        (await WorklistAsync()).Select(item => item.GetProperty("reason").GetString()).ShouldContain(ReceiptReason.ToldOtherwise);
        (await WorklistAsync()).Select(item => item.GetProperty("communication").GetString()).ShouldContain(text => text!.EndsWith(number.Reference.Digits, StringComparison.Ordinal));
    }

    [Fact]
    public async Task MoneyOut_IsKept_AndNotBooked()
    {
        var account = Bank.Connect(Iban);
        Bank.Receive(account, new SimulatedTransaction { Amount = "-12.50", Id = "out" });

        await TellAsync(account);

        var receipt = await Store.FindAsync<ReceiptRow>(Shared.Storage.TableNames.Receipts, $"ponto-{AccountKey}-202605", "ponto-out", Ct);
        (receipt!.State, receipt.Amount).ShouldBe((ReceiptState.Outgoing, Money.Eur(-1_250)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SameMoney_ByFileAndByTheInterface_IsBookedOnce(bool isFileFirst)
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(account, Paid(1_000, number));
        var file = NextFile(Transfer(1_000, number));

        if (isFileFirst) await ImportAsync(file);
        await TellAsync(account);
        if (!isFileFirst) await ImportAsync(file);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(120_000));
        (await AccountAsync()).CompleteThrough.ShouldBe(Today);
    }

    private async Task RestartWhenKilledAsync()
    {
        await Should.ThrowAsync<Local.Runtime.FencedException>(() => Host.RunUntilIdleAsync(Ct));
        await Host.RestartAsync(Ct);
    }
}
