using System.CommandLine;
using System.Text.Json;
using Smart.Local.Bench;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart bench bank</c>: what it costs to bring money in, as ratios measured in one run.</summary>
internal static class BankBenchCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var megabytes = new Option<int>("--megabytes") { Description = "The size of the bank files that are read.", DefaultValueFactory = _ => 100 };
        megabytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 2000) result.AddError("--megabytes is between 1 and 2000.");
        });
        var json = new Option<bool>("--json") { Description = "Write the figures as JSON to standard output, and everything else to standard error." };
        var command = new Command("bank", "Measure how fast bank files are read, and in how much memory.") { megabytes, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(megabytes), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int megabytes, bool json, CancellationToken cancellationToken)
    {
        var console = json ? Terminal.Error : Terminal.Out;
        BankFigures figures = null!;
        await console.Status().StartAsync("Measuring", async status => figures = await BankBench.RunAsync(megabytes, repeats: 3, what => status.Status($"Measuring {what}"), cancellationToken));
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("To lines").RightAligned()).AddColumn(new TableColumn("waiting").RightAligned()).AddColumns("MB a second", "Memory, a tenth and all of it");
        foreach (var parse in figures.Parse)
        {
            table.AddRow($"{parse.Format}, {parse.Bytes / 1_000_000} MB, {parse.Movements} movements", $"{parse.ToLines:0.00}", $"{parse.ToSynchronousLines:0.00}", $"{parse.Read:0}, lines {parse.Lines:0} and {parse.SynchronousLines:0}", $"{parse.SmallPeak / 1000} and {parse.Peak / 1000} kB");
        }

        console.Write(table);
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return ExitCodes.Done;
    }
}
