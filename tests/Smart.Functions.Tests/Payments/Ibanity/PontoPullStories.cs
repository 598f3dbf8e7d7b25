using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation.Ibanity;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class PontoPullStories(SmartAzurite azurite) : IbanityStory(azurite)
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
    [InlineData("BE48320070184927", "EUR")]
    [InlineData(Iban, "USD")]
    public async Task AccountThatNobodyPaysOn_IsLeftAlone(string iban, string currency)
    {
        var account = Bank.Connect(iban, currency);
        Bank.Receive(account, new SimulatedTransaction { Amount = "1.00" });

        await TellAsync(account);

        (await RowAsync(account)).Problem.ShouldBe("not-collecting");
        Asked("/transactions").ShouldBe(0);
    }

    [Fact]
    public async Task AccountTakenAway_NeedsReconnection_AndIsNotAskedForEver()
    {
        var account = Bank.Connect(Iban);
        await TellAsync(account);
        Bank.Disconnect(account);

        await TellOfNothingAsync(account);

        (await RowAsync(account)).NeedsReconnection.ShouldBeTrue();
        (await RowAsync(account)).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task SameAccount_UnderASecondId_IsNotBookedTwice()
    {
        var (debtor, first) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(first, Paid(1_000, number));
        await TellAsync(first);
        var second = Bank.Connect(Iban);
        Bank.Receive(second, Paid(1_000, number));

        await TellAsync(second);

        (await RowAsync(second)).Problem.ShouldBe("connected-twice");
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(120_000));
    }

    private async Task TellOfNothingAsync(string accountId)
    {
        ((int)await Bank.PostAsync(Created, accountId, cancellationToken: Ct)).ShouldBe(202);
        await MinuteAsync();
    }

    private async Task RestartWhenKilledAsync()
    {
        await Should.ThrowAsync<Local.Runtime.FencedException>(() => Host.RunUntilIdleAsync(Ct));
        await Host.RestartAsync(Ct);
    }
}

public sealed class PontoRefreshStories(SmartAzurite azurite) : IbanityStory(azurite)
{
    protected override string FirstRefreshToken => SimulatedIbanity.RefreshToken;

    [Fact]
    public async Task RefreshTokens_AreGoodOnce_AndTheNewOneIsKeptSealed()
    {
        var account = Bank.Connect(Iban);
        await TellAsync(account);
        await Host.RestartAsync(Ct);
        await TellAsync(account);

        (await RowAsync(account)).Problem.ShouldBeNull();
        Asked("oauth2/token").ShouldBe(2);
        var key = RefreshTokenRow.Key("ponto-connect");
        var kept = await Store.FindAsync<RefreshTokenRow>(Shared.Storage.TableNames.Accounts, key, key, Ct);
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(kept!.Sealed)).ShouldNotContain("simulated-refresh");
    }
}

public sealed class PontoTimerStories(SmartAzurite azurite) : IbanityStory(azurite)
{
    protected override string PullHours => "3,6,9,15,21";

    [Fact]
    public async Task Timer_FindsWhatNoWebhookTold_AndMovesTheWatermarkEachDay()
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(account, Paid(121_000, number));

        await Host.AdvanceAsync(TimeSpan.FromHours(4), Ct);
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(-1));
        Bank.Synchronize(account);
        await Host.AdvanceAsync(TimeSpan.FromDays(1), Ct);
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(-1), "A bank that was not asked again knows nothing more.");
        Bank.Synchronize(account);
        await Host.AdvanceAsync(TimeSpan.FromHours(12), Ct);

        (await AccountAsync()).CompleteThrough.ShouldBe(Today);
    }

    [Fact]
    public async Task Timer_WhoseProviderIsDown_TriesTheNextHour()
    {
        var account = Bank.Connect(Iban);
        Bank.Faults.Fail("ponto-connect/accounts", 503, times: 1);

        await Host.AdvanceAsync(TimeSpan.FromHours(2), Ct);

        (await RowAsync(account)).PulledAt.ShouldNotBeNull();
        (await Host.Services.GetRequiredService<FeedStore>().GetAsync(FeedRow.Ponto, Ct)).Problem.ShouldBeNull();
    }
}
