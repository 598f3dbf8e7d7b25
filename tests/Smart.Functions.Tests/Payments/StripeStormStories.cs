using Smart.Local;
using Smart.Local.Bench;

namespace Smart.Functions.Tests.Payments;

public sealed class StripeStormStories(TestStorage storage)
{
    /// <summary>A hundredth of a minute: 40 payments, each told by itself and by its session, 40 repetitions, in any order and at once.</summary>
    [Fact]
    public async Task StormOfWebhooks_BooksEachPaymentOnce_AndAnswersEachRepetition()
    {
        var options = new LocalSystemOptions { ConnectionString = await storage.ConnectAsync(), Prefix = storage.NewPrefix(), VirtualStart = BenchLedger.Start };
        await using var system = await LocalSystem.StartAsync(options, TestContext.Current.CancellationToken);

        var storm = await new WebhookStorm(webhooks: 120, perSecond: 200).RunAsync(system, debtors: 7, TestContext.Current.CancellationToken);

        (storm.Posted, storm.Payments, storm.Answered).ShouldBe((120, 40, 120));
        storm.Books.ShouldBe(new BenchBooks(40, BenchLedger.CentsOfAll(40), Other: 0, Wrong: 0));
    }
}
