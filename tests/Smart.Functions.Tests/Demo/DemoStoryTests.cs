using Smart.Local;
using Smart.Local.Demo;
using Smart.Local.Figures;

namespace Smart.Functions.Tests.Demo;

/// <summary>The demo is the main story of the whole product: it asserts each step itself, and its figures are held here.</summary>
public class DemoStoryTests(TestStorage storage)
{
    [Fact]
    public async Task FiveMonths_EndAsTheStoryTells_WithinTheBudgets()
    {
        var output = TestContext.Current.TestOutputHelper!;
        await using var system = await LocalSystem.StartAsync(new LocalSystemOptions
        {
            ConnectionString = await storage.ConnectAsync(),
            Prefix = storage.NewPrefix(),
            VirtualStart = DemoRun.Start,
            Schedules = DemoRun.Schedules,
            Deterministic = true,
            ReplayCheck = true,
        });

        var figures = await DemoRun.PlayAsync(system, line => output.WriteLine($"{line.Date:yyyy-MM-dd} {line.Text}"));

        figures.InvoicesIssued.ShouldBe(15);
        figures.InvoicesPaid.ShouldBe(14); // all but the client who never answers
        figures.LettersSent.ShouldBe(9); // six first reminders, two formal notices, one last letter
        figures.LettersDuplicated.ShouldBe(0);
        figures.LegalFiles.ShouldBe(1);
        figures.ReceiptsUnmatched.ShouldBe(1);
        figures.Receipts.ShouldBe(new ReceiptCounts(BankFile: 21, BankApi: 2, Stripe: 3));
        figures.ReceiptsReturned.ShouldBe(2); // a refund of a card payment, and a transfer that the bank took back
        figures.ReceiptsSameMoney.ShouldBe(2); // both that Ponto told of
        figures.PayoutsReconciled.ShouldBe(1);
        figures.SharesSold.ShouldBe(2);
        figures.SharesRenewed.ShouldBe(1);
        figures.StorageCallsPerPaidInvoice.ShouldBeInRange(1, StorageFigures.InvoiceBudget);
        figures.Storage.PerLetter.ShouldBeInRange(1, StorageFigures.LetterBudget);
        system.Host.Broker.Queues.ShouldAllBe(queue => system.Host.Broker.PeekDeadLetters(queue).Count == 0);
    }
}
