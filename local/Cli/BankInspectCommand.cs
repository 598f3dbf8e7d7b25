using System.CommandLine;
using System.Globalization;
using Smart.Shared.Payments.BankFiles;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary>Shows what a bank file holds and what is wrong with it; books nothing.</summary>
public static class BankInspectCommand
{
    private const int Readable = 0, Refused = 3;
    private const int PlainWidth = 160;

    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A CODA or camt file." };
        var json = new Option<bool>("--json") { Description = "Write JSON for programs." };
        var command = new Command("inspect", "Show what a bank file holds and what is wrong with it. Books nothing. Exit code 3: refused.") { file, json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(json), Console.Out));
        return command;
    }

    /// <summary>Reads the file and writes a table, or JSON for programs.</summary>
    /// <returns>0 readable, 3 refused, also when the file is missing.</returns>
    public static async Task<int> RunAsync(string path, bool json, TextWriter output)
    {
        var report = await ReadAsync(path);
        if (json) await output.WriteLineAsync(BankInspectJson.Write(report));
        else Show(report, ConsoleOver(output));
        return report.IsRefused ? Refused : Readable;
    }

    /// <summary>Colours belong on a terminal only: a file or a pipe gets plain text.</summary>
    private static IAnsiConsole ConsoleOver(TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        if (!isTerminal) console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Opens a file for a reader that has a buffer of its own: one more in between costs half of the speed.</summary>
    internal static FileStream Open(string path) => new(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    private static async Task<BankFileReport> ReadAsync(string path)
    {
        try
        {
            await using var stream = Open(path);
            return await BankFileInspector.InspectAsync(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new("unknown", "", [], [new(0, "file", $"The file cannot be opened: {error.Message}", EndsReading: true)]);
        }
    }

    private static void Show(BankFileReport report, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"Format [bold]{report.Format}[/] version [bold]{report.Version}[/], {report.Statements.Count} statement(s)");
        foreach (var statement in report.Statements) Show(statement, console);
        foreach (var error in report.Errors) console.MarkupLineInterpolated($"[red]refused[/] line {error.Line}: {error.Message}");
    }

    private static void Show(BankStatement statement, IAnsiConsole console)
    {
        var header = statement.Header;
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{header.Account}[/] {header.Currency}  statement {header.Number}  {Date(header.Date)}{(header.IsDuplicate ? "  duplicate" : "")}");
        console.MarkupLineInterpolated($"old balance {BankAmounts.Text(header.OldBalance)}  new balance {BankAmounts.Text(statement.End.NewBalance)}");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Value date").AddColumn(new TableColumn("Amount").RightAligned()).AddColumns("Counterparty", "Communication", "Code");
        foreach (var movement in statement.Movements)
        {
            AddRow(table, movement, "");
            foreach (var detail in movement.Details) AddRow(table, detail, "  of which ");
        }

        console.Write(table);
        foreach (var check in statement.End.Checks) ShowCheck(check, console);
        console.MarkupLine(statement.End.IsBookable ? "[green]bookable[/]" : "[red]not bookable[/]");
    }

    private static void AddRow(Table table, BankMovement movement, string prefix) => table.AddRow(
        new Text(Date(movement.ValueDate)),
        new Text(prefix + BankAmounts.Text(movement.Amount)),
        new Text($"{movement.Counterparty.Name} {movement.Counterparty.Account}".Trim()),
        new Text(Communication(movement)),
        new Text(movement.ReturnReason is { } reason ? $"{movement.TransactionCode} {reason}" : movement.TransactionCode));

    private static string Communication(BankMovement movement) => movement.StructuredCommunication is { } digits
        ? $"{digits}{(movement.StructuredValid ? "" : " (check digits fail)")} {movement.Communication}".Trim()
        : movement.CreditorReference ?? movement.Communication;

    private static void ShowCheck(BankCheck check, IAnsiConsole console)
    {
        if (check.Ok) console.MarkupLineInterpolated($"[green]ok[/]     {check.Name}: {check.Message}");
        else if (check.IsAboutMoney) console.MarkupLineInterpolated($"[red]FAILS[/]  {check.Name}: {check.Message}");
        else console.MarkupLineInterpolated($"[yellow]differs[/] {check.Name}: {check.Message}");
    }

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
