using System.CommandLine;
using System.Text.Json;
using Smart.Local.Fuzz;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart fuzz</c>: feeds spoilt files and webhooks to what reads them, and holds the answers to what was promised.</summary>
internal static class FuzzCommand
{
    private const int DefaultCount = 100_000, DefaultSeed = 1;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many inputs.", DefaultValueFactory = _ => DefaultCount };
        var seed = new Option<int>("--seed") { Description = "The dice: the same seed gives the same inputs.", DefaultValueFactory = _ => DefaultSeed };
        var show = new Option<int?>("--show") { Description = "Write the input of that number to standard output instead." };
        var json = new Option<bool>("--json") { Description = "Write one line of figures to standard output, and everything else to standard error." };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--count is at least 1.");
        });
        var command = new Command("fuzz", "Feed spoilt bank files, webhooks and pages of transactions to what reads them: each gives an answer, and nothing refused is booked.") { count, seed, show, json };
        command.SetAction((parsed, cancellation) => parsed.GetValue(show) is { } index
            ? ShowAsync(parsed.GetValue(seed), index, cancellation)
            : RunAsync(parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int count, int seed, bool json, CancellationToken cancellationToken)
    {
        var console = json ? Terminal.Error : Terminal.Out;
        FuzzReport report = null!;
        await console.Status().StartAsync("Fuzzing", async status => report = await FuzzRun.RunAsync(FuzzRun.Targets, count, seed, done => status.Status($"Fuzzing: {done} of {count}"), cancellationToken));
        foreach (var (kind, times) in report.Answers) console.MarkupLineInterpolated($"{times,8} {kind}");
        foreach (var violation in report.Violations) console.MarkupLineInterpolated($"[red]{violation.Target} {violation.Index}[/]: {violation.Message}");
        console.MarkupLine(report.Violations.Count == 0 ? $"[green]{count} inputs, each with an answer.[/]" : $"[red]{report.Violations.Count} violation(s).[/] Look at one with --show NUMBER.");
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { count, seed, answers = report.Answers, slowestMilliseconds = report.Slowest.TotalMilliseconds, violations = report.Violations }, JsonSerializerOptions.Web));
        return report.Violations.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> ShowAsync(int seed, int index, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(FuzzRun.Input(FuzzRun.Targets[index % FuzzRun.Targets.Count], seed, index), cancellationToken);
        return ExitCodes.Done;
    }
}
