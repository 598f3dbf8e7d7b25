using Smart.Local.Simulation.Ibanity;
using Smart.Shared;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class PontoAccountStories(TestStorage storage) : IbanityStory(storage)
{
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

    [Fact]
    public async Task AccountConnectedAnew_TakesOver_AndWhatBothGaveIsBookedOnce()
    {
        var (debtor, first) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(first, Paid(1_000, number));
        await TellAsync(first);
        await Bank.PostAsync(IbanityEventTypes.AccountRevoked, first, cancellationToken: Ct);
        await MinuteAsync();
        var second = Bank.Connect(Iban);
        Bank.Receive(second, Paid(1_000, number));
        Bank.Receive(second, Paid(2_000, number));

        await TellAsync(second);

        (await RowAsync(second)).Problem.ShouldBeNull();
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(118_000));
    }

    private async Task TellOfNothingAsync(string accountId)
    {
        ((int)await Bank.PostAsync(Created, accountId, cancellationToken: Ct)).ShouldBe(202);
        await MinuteAsync();
    }
}
