using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation.Ibanity;
using Smart.Shared;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class IsabelStories(TestStorage storage) : IbanityStory(storage)
{
    protected override string PullHours => "3,6,9,15,21";

    private FeedStore Feeds => Host.Services.GetRequiredService<FeedStore>();

    [Theory]
    [InlineData(SimulatedOrder.OldestFirst, false)]
    [InlineData(SimulatedOrder.NewestFirst, true)]
    public async Task Reports_AreImportedOnce_HoweverTheyAreListed(SimulatedOrder order, bool repeatsItems)
    {
        Bank.Answer(order, repeatsItems);
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var last = "";
        for (var i = 0; i < 25; i++) last = Bank.AddReport("CODA", NextFile(Transfer(1_000, number)));

        await PolledAsync();

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(96_000));
        var feed = await Feeds.GetAsync(FeedRow.Isabel, Ct);
        (feed.LastReportId, feed.Problem).ShouldBe((last, null));
        Asked("account-reports/").ShouldBe(25);
        Bank.AddReport("CODA", NextFile(Transfer(6_000, number)));
        await PolledAsync();
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(90_000));
        Asked("account-reports/").ShouldBe(26);
        Bank.Requests.ShouldContain(request => request.EndsWith($"account-reports?after={last}&size=20&offset=0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Formats_ThatBookNothing_AreRecordedWithTheirReason()
    {
        var (notification, intraday, old) = (Bank.AddReport("CAMT54", [1]), Bank.AddReport("CAMT52", [1]), Bank.AddReport("MT940", [1]));

        await PolledAsync();

        Asked("account-reports/").ShouldBe(0);
        foreach (var (id, reason) in new[] { (notification, "notification"), (intraday, "intraday"), (old, "format-not-read") })
        {
            var row = (await Feeds.FindReportAsync(id, Ct))!;
            (row.State, row.Reason).ShouldBe((IsabelReportState.Skipped, reason));
        }

        (await Feeds.GetAsync(FeedRow.Isabel, Ct)).LastReportId.ShouldBe(old);
    }

    [Fact]
    public async Task CutDownload_IsRepeated_AndNeverHandedIn()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var id = Bank.AddReport("CODA", NextFile(Transfer(121_000, number)));
        Bank.Faults.Cut($"account-reports/{id}", times: 2);

        await PolledAsync();

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        Asked($"account-reports/{id}").ShouldBe(3);
    }

    [Fact]
    public async Task ReportThatCannotBeHad_HoldsTheLastId_NotTheOthers_AndIsTriedEachHour()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var first = Bank.AddReport("CODA", NextFile(Transfer(1_000, number)));
        var cut = Bank.AddReport("CODA", NextFile(Transfer(10_000, number)));
        Bank.AddReport("CODA", NextFile(Transfer(2_000, number)));
        Bank.Faults.Fail($"account-reports/{cut}", 500, times: 1);

        await Host.AdvanceAsync(TimeSpan.FromMinutes(15), Ct);
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(118_000));
        var feed = await Feeds.GetAsync(FeedRow.Isabel, Ct);
        (feed.LastReportId, feed.Problem).ShouldBe((first, "answered-500"));
        await Host.AdvanceAsync(TimeSpan.FromHours(1), Ct);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(108_000));
        (await Feeds.GetAsync(FeedRow.Isabel, Ct)).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task SizeThatIsNotTheFiles_IsNoWholeFile()
    {
        var id = Bank.AddReport("CODA", NextFile(), toldSize: 7);

        await PolledAsync();

        (await Feeds.GetAsync(FeedRow.Isabel, Ct)).Problem.ShouldBe("download-cut");
        (await Feeds.FindReportAsync(id, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ProviderDown_IsAskedTheNextHour()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.AddReport("CODA", NextFile(Transfer(121_000, number)));
        Bank.Faults.Fail("account-reports", 503);

        await Host.AdvanceAsync(TimeSpan.FromMinutes(15), Ct);
        (await Feeds.GetAsync(FeedRow.Isabel, Ct)).Problem.ShouldBe("answered-503");
        await Host.AdvanceAsync(TimeSpan.FromHours(1), Ct);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
    }

    [Fact]
    public async Task Crash_WhileReportsAreTaken_BooksEachOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        for (var i = 0; i < 3; i++) Bank.AddReport("CODA", NextFile(Transfer(1_000, number)));
        Bank.Faults.Fail("account-reports/", 500, times: 1);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(15), Ct);
        await Host.RestartAsync(Ct);

        await Host.AdvanceAsync(TimeSpan.FromHours(2), Ct);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(118_000));
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(2));
    }

    // Ten past the next hour that is due: the story begins at 12:01 in Brussels, and 9:00 is not done.
    private async Task PolledAsync() => await Host.AdvanceAsync(TimeSpan.FromHours(6), Ct);
}
