using System.CommandLine;
using System.Text.Json;
using Smart.Local.Azurite;
using Smart.Local.Chaos;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart chaos</c>: kills the product under load and holds it to what it promised.</summary>
internal static class ChaosCommand
{
    private const int ShownViolations = 20;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long load comes and kills happen; coming to rest takes some minutes more.", DefaultValueFactory = _ => 120 };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 5 or > 3600) result.AddError("--seconds is a number from 5 to 3600.");
        });
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same operations and delays of kills; real time decides what they meet.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "End with one line of figures on standard output, and write everything else to standard error." };
        var command = new Command("chaos", "Kill the product's process under load, over and over, and check that nothing it promised is lost or doubled. Exit code 1: something is.") { seconds, seed, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(new ChaosOptions { Length = TimeSpan.FromSeconds(parsed.GetValue(seconds)), Seed = parsed.GetValue(seed) }, parsed.GetValue(json), cancellation));
        return command;
    }

    /// <summary>The hidden verb with which a run starts the process that it kills.</summary>
    public static Command CreateProduct()
    {
        var port = new Option<int>("--port") { Required = true };
        var storage = new Option<string>("--storage") { Required = true };
        var stripe = new Option<Uri>("--stripe") { Required = true, CustomParser = result => new Uri(result.Tokens[0].Value) };
        var ahead = new Option<int>("--ahead") { Description = "Seconds." };
        var command = new Command(ChaosProduct.Verb, "The process that './smart chaos' kills.") { port, storage, stripe, ahead };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => ChaosProduct.RunAsync(
            new ChaosProductOptions(parsed.GetValue(port), parsed.GetValue(storage)!, parsed.GetValue(stripe)!, TimeSpan.FromSeconds(parsed.GetValue(ahead))), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ChaosOptions options, bool json, CancellationToken cancellationToken)
    {
        var console = json ? Terminal.Error : Terminal.Out;
        console.MarkupLineInterpolated($"[bold]Chaos[/]: {options.Length.TotalSeconds:0} s of load and kills, seed {options.Seed}. Real time decides what each kill meets: a seed repeats the plan, not the outcome.");
        options = options with { Azurite = new AzuriteOptions { Progress = new Progress<string>(text => console.WriteLine(text)) } };
        await using var run = await ChaosRun.StartAsync(options, line => console.WriteLine(line), cancellationToken);
        await run.PlayAsync(cancellationToken);
        var report = await run.CheckAsync(cancellationToken);
        foreach (var violation in report.Violations.Take(ShownViolations)) Show(violation, run, console);
        console.MarkupLine(report.Violations.Count == 0 ? "[green]Everything that was promised is there, once.[/]" : $"[red]{report.Violations.Count} violation(s)[/]");
        console.MarkupLineInterpolated($"{report.Kills} kills, {report.StorageRestarts} restarts of storage, {report.Operations} operations with a known outcome.");
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { kills = report.Kills, operations = report.Operations, violations = report.Violations.Count }));
        return report.Violations.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Show(Violation violation, ChaosRun run, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[red]{violation.Invariant}[/]: {violation.Key}");
        console.WriteLine($"  expected {violation.Expected}");
        console.WriteLine($"  found    {violation.Found}");
        foreach (var line in run.HistoryOf(violation.Key)) console.WriteLine($"    {line}");
    }
}
