using System.CommandLine;
using Smart.Local.Durable;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart histories</c>: replays the recorded histories against the code as it is, or records them anew.</summary>
internal static class HistoriesCommand
{
    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var record = new Option<bool>("--record") { Description = "Play the stories and write their histories anew before the check." };
        var command = new Command("histories", "Replay the recorded histories against the code as it is. Exit code 1: one no longer replays.") { record };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(record), Terminal.Out, cancellation));
        return command;
    }

    /// <summary>Checks, after recording when asked.</summary>
    /// <param name="record">Play the stories and replace the files by what they leave.</param>
    /// <param name="console">Where it reports.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>0 when all replay and no orchestrator lacks a history, else 1.</returns>
    public static async Task<int> RunAsync(bool record, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var folder = new HistoryFolder(Path.Combine(Repository.Root, HistoryFolder.InRepository));
        if (record) await RecordAsync(folder, console, cancellationToken);
        var problems = folder.Names.Select(folder.Read)
            .Select(history => HistoryReplay.Check(history, ProductOrchestrators.Find(history.Orchestrator)))
            .OfType<HistoryProblem>().ToList();
        foreach (var problem in problems) console.WriteLine($"{problem.Explain()}\n");
        var missing = ProductOrchestrators.Names.Except(folder.Names.Select(name => folder.Read(name).Orchestrator), StringComparer.Ordinal).ToList();
        foreach (var name in missing) console.WriteLine($"Orchestrator {name} has no recorded history: add a story that runs it, and record.");
        console.WriteLine($"{folder.Names.Count} histories of {ProductOrchestrators.Names.Count} orchestrators, {problems.Count} no longer replay");
        return problems.Count + missing.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task RecordAsync(HistoryFolder folder, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var histories = await HistoryRecording.RecordAsync(story => console.WriteLine($"plays: {story}"), cancellationToken);
        var changes = folder.Replace(histories);
        foreach (var change in changes) console.WriteLine(change);
        if (changes.Count == 0) console.WriteLine("nothing changed");
    }
}
