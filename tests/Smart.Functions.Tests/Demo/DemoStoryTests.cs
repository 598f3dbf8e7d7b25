using Smart.Local;
using Smart.Local.Demo;
using Smart.Local.Figures;

namespace Smart.Functions.Tests.Demo;

/// <summary>The demo is the main story of the whole product: it asserts each step itself, and its figures are held here.</summary>
public class DemoStoryTests(SmartAzurite azurite)
{
    [Fact]
    public async Task FiveMonths_EndAsTheStoryTells_WithinTheBudgets()
    {
        var output = TestContext.Current.TestOutputHelper!;
        await using var system = await LocalSystem.StartAsync(new LocalSystemOptions
        {
            ConnectionString = await azurite.ConnectAsync(),
            Prefix = azurite.NewPrefix(),
            VirtualStart = DemoRun.Start,
            Schedules = DemoRun.Schedules,
            Deterministic = true,
            ReplayCheck = true,
        });

        var figures = await DemoRun.PlayAsync(system, line => output.WriteLine($"{line.Date:yyyy-MM-dd} {line.Text}"));

        figures.InvoicesIssued.ShouldBe(10);
        figures.InvoicesPaid.ShouldBe(9); // all but the client who never answers
        figures.LettersSent.ShouldBe(8); // five first reminders, two formal notices, one last letter
        figures.LettersDuplicated.ShouldBe(0);
        figures.LegalFiles.ShouldBe(1);
        figures.ReceiptsUnmatched.ShouldBe(1);
        figures.SharesSold.ShouldBe(2);
        figures.SharesRenewed.ShouldBe(1);
        figures.StorageCallsPerPaidInvoice.ShouldBeInRange(1, StorageFigures.InvoiceBudget);
        figures.Storage.PerLetter.ShouldBeInRange(1, StorageFigures.LetterBudget);
        system.Host.Broker.Queues.ShouldAllBe(queue => system.Host.Broker.PeekDeadLetters(queue).Count == 0);
    }
}
