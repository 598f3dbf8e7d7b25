using System.CommandLine;
using System.Diagnostics;
using Smart.Local.Cli;
using Smart.Local.Demo;
using Spectre.Console;

namespace Smart.Local.Figures;

/// <summary><c>./smart figures</c>: what an invoice paid on time and a letter cost in storage calls, and how long the start takes.</summary>
internal static class FiguresCommand
{
    private const int Each = 10;

    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var command = new Command("figures", "Print the storage calls an invoice and a letter take, and the start-up time. Exit code 1: over a budget.");
        command.SetAction((_, cancellation) => RunAsync(Terminal.Out, cancellation));
        return command;
    }

    /// <summary>Issues invoices, has half of them paid on time, and reminds of the others.</summary>
    /// <returns>0 within the budgets, 1 over one of them.</returns>
    public static async Task<int> RunAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        var before = Stopwatch.GetTimestamp();
        var options = new LocalSystemOptions { VirtualStart = DemoStory.Start, Deterministic = true, Schedules = DemoCommand.Schedules };
        await using var system = await LocalSystem.StartAsync(options, cancellationToken);
        var startUp = Stopwatch.GetElapsedTime(before);
        var storage = await MeasureAsync(new DemoStage(system, _ => { }));
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("Figure").RightAligned()).AddColumn(new TableColumn("Budget").RightAligned());
        table.AddRow("Storage calls, invoice issued and paid on time", $"{storage.PerPaidInvoice}", $"{StorageFigures.InvoiceBudget:0}");
        table.AddRow("Storage calls, a letter", $"{storage.PerLetter}", $"{StorageFigures.LetterBudget:0}");
        table.AddRow("Storage calls, a bank file without movements", $"{storage.PerBankFile}", "");
        table.AddRow("Start-up, seconds", $"{startUp.TotalSeconds:0.0}", "");
        console.Write(table);
        foreach (var (function, runs, calls) in system.Ledger.All) console.WriteLine($"{calls,6} calls  {runs,6} runs  {function}");
        return storage is { PerPaidInvoice: <= StorageFigures.InvoiceBudget, PerLetter: <= StorageFigures.LetterBudget } ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<StorageFigures> MeasureAsync(DemoStage stage)
    {
        var member = await stage.RegisterAsync("lea", "Léa Martin", "fr", "Bruxelles");
        await stage.DeclareAsync(member, "Contract 1");
        var issueBefore = Budgets.IssueCalls(stage.System.Ledger);
        var invoices = new List<DemoInvoice>();
        for (var i = 0; i < 2 * Each; i++)
        {
            var client = await stage.ClientAsync(member, new("enterprise", "fr", $"Client {i + 1} SRL", $"client{i + 1}@client.example") { EnterpriseNumber = DemoAccounts.Enterprise(100_000 + (i * 1_237)) });
            invoices.Add(await stage.IssueAsync(member, 1, client, "Régie", 2, "300.00"));
        }

        var issue = (Budgets.IssueCalls(stage.System.Ledger) - issueBefore) / (double)invoices.Count;
        var before = Budgets.ImportCalls(stage.System.Ledger);
        await stage.GoToAsync(2026, 9, 1);
        var emptyFile = Budgets.ImportCalls(stage.System.Ledger) - before;
        foreach (var invoice in invoices.Take(Each)) stage.Transfer(invoice);
        await stage.GoToAsync(2026, 10, 9);
        foreach (var invoice in invoices.Take(Each)) await stage.ExpectPaidAsync(invoice);
        var letters = stage.System.Mailbox.Reminders.Count;
        DemoStage.Expect(letters == Each, $"{Each} letters should have been sent, and {letters} were.");
        return Budgets.Of(stage.System.Ledger, issue, Budgets.ReceiveCalls(stage.System.Ledger) / (double)Each, emptyFile, letters);
    }
}
