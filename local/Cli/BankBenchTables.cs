using Smart.Local.Bench;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary>The figures of <c>./smart bench bank</c> for a person.</summary>
internal static class BankBenchTables
{
    /// <summary>Writes them.</summary>
    public static void Show(BankFigures figures, IAnsiConsole console)
    {
        ShowParse(figures.Parse, console);
        ShowRates(figures, console);
        ShowGrowth(figures.Growth, console);
        var storm = figures.Storm;
        console.WriteLine(
            $"Storm: {storm.Posted} webhooks, {storm.Answered} answered 2xx, {storm.Payments} payments, {(storm.IsExact ? "each booked once" : "NOT each booked once")}; all answered after {storm.AnsweredAfter:0.0} s, "
            + $"booked after {storm.BookedAfter:0.0} s; {storm.MedianWait:0} ms to an answer, {storm.LongestWait:0} at most.");
        if (figures.Interrupted is { } import)
        {
            console.WriteLine(
                $"Import of {import.Movements} movements, stopped with {import.BookedAtFirst} and {import.BookedAtSecond} booked: {(import.IsExact ? "each booked once" : "NOT each booked once")}.");
        }

        console.WriteLine("Only ratios can be compared between machines.");
    }

    private static void ShowParse(IReadOnlyList<BankParseFigures> formats, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("To lines").RightAligned()).AddColumn(new TableColumn("waiting").RightAligned()).AddColumns("MB a second", "Memory, a tenth and all of it");
        foreach (var parse in formats)
        {
            table.AddRow($"{parse.Format}, {parse.Bytes / 1_000_000} MB, {parse.Movements} movements", $"{parse.ToLines:0.00}", $"{parse.ToSynchronousLines:0.00}", $"{parse.Read:0}, lines {parse.Lines:0} and {parse.SynchronousLines:0}", $"{parse.SmallPeak / 1000} and {parse.Peak / 1000} kB");
        }

        console.Write(table);
    }

    private static void ShowRates(BankFigures figures, IAnsiConsole console)
    {
        var (import, webhooks, inMemory) = (figures.Import, figures.Webhooks, figures.WebhooksInMemory);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("Ratio").RightAligned()).AddColumn("from");
        table.AddRow("Movements, to Azurite's transactions of four rows", $"{import.ToRaw:0.000}", $"{import.Imported:0} and {import.Raw:0} a second");
        table.AddRow("The same, each request to storage counted", $"{import.CallsToRaw:0.00}", $"{import.ProductCalls:0.0} of the product and {import.EngineCalls:0.0} of the runtime a movement");
        table.AddRow("Webhooks on Azurite, to an empty endpoint", $"{webhooks.ToEmpty:0.000}", $"{webhooks.Taken:0} and {webhooks.Empty:0} a second");
        table.AddRow("Webhooks in memory, to an empty endpoint", $"{inMemory.ToEmpty:0.000}", $"{inMemory.Taken:0} and {inMemory.Empty:0} a second");
        console.Write(table);
    }

    private static void ShowGrowth(MovementGrowth growth, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("A movement, by movements in the import").AddColumn(new TableColumn("Movements").RightAligned())
            .AddColumn(new TableColumn("µs").RightAligned()).AddColumn(new TableColumn("requests of the product").RightAligned()).AddColumn(new TableColumn("of the runtime").RightAligned());
        foreach (var point in growth.Points) table.AddRow($"{point.Movements}", $"{point.Microseconds:0}", $"{point.ProductCalls:0.00}", $"{point.EngineCalls:0.00}");
        console.Write(table);
        console.WriteLine($"The largest to the smallest: time × {growth.TimeFactor:0.00}, requests × {growth.CallsFactor:0.00}.");
    }
}
