using System.CommandLine;
using System.Text.Json;
using Smart.Local.Azurite;
using Smart.Local.Bench;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart bench runtime</c>: what the local runtime costs, as ratios measured in one run.</summary>
internal static class BenchCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write the figures as JSON to standard output, and everything else to standard error." };
        var runtime = new Command("runtime", "Measure the durable engine and the broker, in memory and on Azurite. Takes up to two minutes.") { json };
        runtime.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(json), cancellation));
        return new Command("bench", "Benchmarks.") { runtime, BankBenchCommand.Create() };
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        var console = json ? Terminal.Error : Terminal.Out;
        RuntimeFigures figures = null!;
        await console.Status().StartAsync("Starting storage", async status =>
        {
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
            figures = await RuntimeBench.RunAsync(
                new BenchSizes(), azurite.ConnectionString, "bench", what => status.Status($"Measuring {what}"), cancellationToken);
        });
        Show(figures, console);
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return ExitCodes.Done;
    }

    private static void Show(RuntimeFigures figures, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("Ratio").RightAligned()).AddColumn("from");
        var (episodes, broker, sleep) = (figures.Episodes, figures.Broker, figures.Sleep);
        table.AddRow("Episodes, memory to Azurite", $"{episodes.MemoryToAzurite:0.0}", $"{episodes.Memory:0} and {episodes.Azurite:0} a second");
        table.AddRow("Episodes on Azurite, to its raw rate", $"{episodes.AzuriteToRaw:0.00}", $"{episodes.Azurite:0} and {episodes.Raw:0} a second");
        table.AddRow("Messages, to Azurite's raw rate", $"{broker.ToRaw:0.00}", $"{broker.Messages:0} and {broker.Raw:0} a second");
        table.AddRow("A sleeping orchestration, with its history to without", $"{sleep.HistoryFactor:0.0}", $"{sleep.BytesWithHistory:0} and {sleep.Bytes:0} bytes, {sleep.Instances} asleep");
        console.Write(table);
        Show("A step, by events in the history", "event", figures.Replay, console);
        Show("An activity, by activities asked for at once", "activity", figures.FanOut, console);
        console.WriteLine($"Measured in {figures.Seconds:0} seconds. Only ratios can be compared between machines.");
    }

    private static void Show(string title, string unit, Growth growth, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(title).AddColumn(new TableColumn("Size").RightAligned()).AddColumn(new TableColumn("µs").RightAligned())
            .AddColumn(new TableColumn($"µs for each {unit}").RightAligned()).AddColumn(new TableColumn("to half the size").RightAligned());
        foreach (var (index, point) in growth.Points.Index())
        {
            var factor = index == 0 ? "" : $"× {point.Microseconds / growth.Points[index - 1].Microseconds:0.00}";
            table.AddRow($"{point.Size}", $"{point.Microseconds:0}", $"{point.Microseconds / point.Size:0.00}", factor);
        }

        console.Write(table);
        console.WriteLine($"A straight line: {growth.Intercept:0} µs and {growth.Slope:0.000} µs for each {unit}; fit {growth.Fit:0.000}.");
    }
}
