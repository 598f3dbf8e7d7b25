using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Smart.Local.Azurite;
using Smart.Local.Cli;
using Spectre.Console;

namespace Smart.Local.Demo;

/// <summary><c>./smart demo</c>: plays the story on empty storage and the virtual clock, then serves the console.</summary>
internal static class DemoCommand
{
    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "Stop after the story instead of serving the console." };
        var json = new Option<bool>("--json") { Description = "Write one line of figures to standard output, and everything else to standard error." };
        var port = new Option<int>("--port") { Description = "Where the console is served.", DefaultValueFactory = _ => SmartCommand.DefaultPort };
        var command = new Command("demo", "Play a story of several months on empty storage and a virtual clock, then serve its console.") { exit, json, port };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(exit), parsed.GetValue(json), parsed.GetValue(exit) ? 0 : parsed.GetValue(port), cancellation));
        return command;
    }

    /// <summary>A story of months has no use for a repair every five minutes, nor for asking providers every hour.</summary>
    public static IReadOnlyDictionary<string, string> Schedules { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RepairSweep"] = "0 0 */6 * * *",
        ["PontoTimer"] = "0 5 8 * * MON",
        ["IsabelTimer"] = "0 10 8 * * MON",
        ["StripeReconciliationTimer"] = "0 15 6 * * *",
    };

    /// <summary>Plays it.</summary>
    /// <param name="exit">Stop after the story.</param>
    /// <param name="json">End with one line of figures.</param>
    /// <param name="port">Where the console is served; 0: a free port.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public static async Task<int> RunAsync(bool exit, bool json, int port, CancellationToken cancellationToken)
    {
        var console = json ? Terminal.Error : Terminal.Out;
        console.Write(new Rule("[bold]Smart.Functions[/]: five months of a cooperative, on this machine").LeftJustified());
        var before = Stopwatch.GetTimestamp();
        await using var system = await StartAsync(port, console, cancellationToken);
        var startUp = Stopwatch.GetElapsedTime(before);
        StoryFigures figures;
        try
        {
            figures = await new DemoStory(new DemoStage(system, line => Show(console, line))).PlayAsync();
        }
        catch (InvalidOperationException failure)
        {
            console.MarkupLineInterpolated($"\n[red]The story went wrong:[/] {failure.Message}");
            if (!exit) await ServeAsync(system, console, cancellationToken);
            return ExitCodes.Failed;
        }

        ShowSummary(console, figures, startUp);
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        if (exit) return ExitCodes.Done;
        await ServeAsync(system, console, cancellationToken);
        return ExitCodes.Done;
    }

    private static Task ServeAsync(LocalSystem system, IAnsiConsole console, CancellationToken cancellationToken)
    {
        console.MarkupLineInterpolated($"\nThe console is at [link]http://localhost:{system.Host.BaseAddress.Port}/[/]. Ctrl-C ends.");
        return WaitAsync(cancellationToken);
    }

    private static async Task<LocalSystem> StartAsync(int port, IAnsiConsole console, CancellationToken cancellationToken)
    {
        LocalSystem system = null!;
        await console.Status().StartAsync("Starting storage and the product", async status =>
        {
            system = await LocalSystem.StartAsync(
                new LocalSystemOptions
                {
                    VirtualStart = DemoStory.Start,
                    Port = port,
                    Console = true,
                    Deterministic = true,
                    Schedules = Schedules,
                    Azurite = new AzuriteOptions { Progress = new Progress<string>(text => status.Status(text)) },
                },
                cancellationToken);
        });
        return system;
    }

    /// <summary>Ends with Ctrl-C.</summary>
    internal static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static void Show(IAnsiConsole console, StoryLine line)
    {
        if (line.Kind == StoryKind.Chapter)
        {
            console.WriteLine();
            console.Write(new Rule($"[bold]{Markup.Escape(line.Text)}[/]").LeftJustified());
            return;
        }

        var (colour, sign) = line.Kind switch
        {
            StoryKind.Member => ("blue", "member "),
            StoryKind.Invoice => ("default", "invoice"),
            StoryKind.Payment => ("green", "money  "),
            StoryKind.Letter => ("yellow", "letter "),
            StoryKind.Legal => ("magenta", "legal  "),
            StoryKind.Refusal => ("red", "refused"),
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "Unknown kind of line."),
        };
        console.MarkupLine($"[grey]{line.Date:yyyy-MM-dd}[/]  [{colour}]{sign}[/]  {Markup.Escape(line.Text)}");
    }

    private static void ShowSummary(IAnsiConsole console, StoryFigures figures, TimeSpan startUp)
    {
        console.WriteLine();
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]What happened[/]").AddColumn("").AddColumn(new TableColumn("Figure").RightAligned()).AddColumn(new TableColumn("Budget").RightAligned());
        Row(table, "Invoices issued", figures.InvoicesIssued);
        Row(table, "Invoices paid", figures.InvoicesPaid);
        Row(table, "Reminders sent", figures.LettersSent);
        Row(table, "Reminders delivered twice", figures.LettersDuplicated, "0", figures.LettersDuplicated == 0);
        Row(table, "Legal files handed over", figures.LegalFiles);
        Row(table, "Receipts by bank file, bank's interface, Stripe", $"{figures.Receipts.BankFile}, {figures.Receipts.BankApi}, {figures.Receipts.Stripe}");
        Row(table, "Payments that came back", figures.ReceiptsReturned);
        Row(table, "Money told by two channels, booked once", figures.ReceiptsSameMoney);
        Row(table, "Payouts recognised on the bank account", figures.PayoutsReconciled);
        Row(table, "Receipts waiting for a person", figures.ReceiptsUnmatched);
        Row(table, "Shares sold", figures.SharesSold);
        Row(table, "Shares renewed", figures.SharesRenewed);
        table.AddEmptyRow();
        Row(table, "Storage calls, invoice issued and paid on time", figures.Storage.PerPaidInvoice, $"{Figures.StorageFigures.InvoiceBudget:0}", figures.Storage.PerPaidInvoice <= Figures.StorageFigures.InvoiceBudget);
        Row(table, "Storage calls, a letter", figures.Storage.PerLetter, $"{Figures.StorageFigures.LetterBudget:0}", figures.Storage.PerLetter <= Figures.StorageFigures.LetterBudget);
        Row(table, "Storage calls, a bank file without movements", figures.Storage.PerBankFile);
        Row(table, "Start-up, seconds", Math.Round(startUp.TotalSeconds, 1));
        Row(table, "The story, seconds", figures.ElapsedSeconds);
        console.Write(table);
    }

    private static void Row(Table table, string what, string figures) => table.AddRow(Markup.Escape(what), Markup.Escape(figures), "");

    private static void Row(Table table, string what, double figure, string budget = "", bool kept = true) =>
        table.AddRow(Markup.Escape(what), kept ? $"{figure}" : $"[red]{figure}[/]", budget);
}
