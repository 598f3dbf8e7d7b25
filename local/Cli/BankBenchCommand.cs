using System.CommandLine;
using System.Text.Json;
using Smart.Local.Azurite;
using Smart.Local.Bench;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart bench bank</c>: what it costs to bring money in, as ratios measured in one run.</summary>
internal static class BankBenchCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var usual = new BankBenchSizes();
        var megabytes = Number("--megabytes", "The size of the bank files that are read.", usual.Megabytes, 1, 2_000);
        var movements = Number("--movements", "Movements of each import on Azurite.", usual.Movements, 1, 9_999);
        var webhooks = Number("--webhooks", "Webhooks posted at each turn.", usual.Webhooks, 1, 100_000);
        var storm = Number("--storm", "Webhooks of the storm, 200 a second.", usual.Storm, 3, 100_000);
        var largest = Number("--largest", "Movements of the largest import; the others have a tenth and a hundredth.", usual.Growth[^1], 100, 1_000_000);
        var interrupted = Number("--interrupted", "Movements of one more import, stopped twice and restarted; 0: none.", usual.Interrupted, 0, 1_000_000);
        var json = new Option<bool>("--json") { Description = "Write the figures as JSON to standard output, and everything else to standard error." };
        var command = new Command("bank", "Measure how fast bank files are read, imports booked and webhooks taken, and whether a movement costs the same among many. Takes some minutes.")
        {
            megabytes, movements, webhooks, storm, largest, interrupted, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            usual with
            {
                Megabytes = parsed.GetValue(megabytes),
                Movements = parsed.GetValue(movements),
                Webhooks = parsed.GetValue(webhooks),
                Storm = parsed.GetValue(storm),
                Growth = [parsed.GetValue(largest) / 100, parsed.GetValue(largest) / 10, parsed.GetValue(largest)],
                Interrupted = parsed.GetValue(interrupted),
            },
            parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most)) result.AddError($"{name} is between {least} and {most}.");
        });
        return option;
    }

    private static async Task<int> RunAsync(BankBenchSizes sizes, bool json, CancellationToken cancellationToken)
    {
        var console = json ? Terminal.Error : Terminal.Out;
        BankFigures figures = null!;
        await console.Status().StartAsync("Starting storage", async status =>
        {
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
            figures = await new BankBench(sizes, azurite.ConnectionString, "bench", what => status.Status($"Measuring {what}")).RunAsync(cancellationToken);
        });
        BankBenchTables.Show(figures, console);
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        var isExact = figures.Storm.IsExact && figures.Interrupted is null or { IsExact: true };
        return isExact ? ExitCodes.Done : ExitCodes.Failed;
    }
}
