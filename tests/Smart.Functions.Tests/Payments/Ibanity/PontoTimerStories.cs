using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class PontoTimerStories(TestStorage storage) : IbanityStory(storage)
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
