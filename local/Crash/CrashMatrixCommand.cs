using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Smart.Local.Azurite;
using Smart.Local.Cli;
using Spectre.Console;

namespace Smart.Local.Crash;

/// <summary>What <c>./smart crash-matrix</c> was asked for.</summary>
/// <param name="Json">End with one line of figures on standard output.</param>
/// <param name="Stories">Only these; empty: all.</param>
/// <param name="Every">Take every n-th effect.</param>
/// <param name="Function">Only effects of this function; null: all.</param>
/// <param name="OnAzurite">Run on Azurite instead of storage in memory.</param>
/// <param name="WithoutPairs">Leave out lost, repeated and late messages.</param>
/// <param name="Plant">A known fault to switch on.</param>
internal sealed record CrashMatrixRequest(bool Json, IReadOnlyCollection<string> Stories, int Every, string? Function, bool OnAzurite, bool WithoutPairs, string? Plant);

/// <summary><c>./smart crash-matrix</c>: kills the product at each of its effects and compares the end.</summary>
internal static class CrashMatrixCommand
{
    private const int MostListed = 20;

    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "End with one line of figures on standard output, and write everything else to standard error." };
        var story = new Option<string[]>("--story") { Description = "Play this story only; may be given several times.", DefaultValueFactory = _ => [] };
        var every = new Option<int>("--every") { Description = "Disturb every n-th effect only.", DefaultValueFactory = _ => 1 };
        every.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--every is a number from 1.");
        });
        var function = new Option<string?>("--function") { Description = "Disturb the effects of this function only, such as DispatchLetter." };
        var azurite = new Option<bool>("--azurite") { Description = "Run on Azurite instead of storage in memory: slower by far." };
        var withoutPairs = new Option<bool>("--without-pairs") { Description = "Leave out lost, repeated and late messages." };
        var plant = new Option<string?>("--plant") { Description = $"Switch a known fault on in a build of its own; the matrix must find it. One of: {string.Join(", ", Plants.All.Select(known => known.Name))}." };
        var command = new Command("crash-matrix", "Kill the product at each effect of its main stories and compare the end. Exit code 1: something differs.") { json, story, every, function, azurite, withoutPairs, plant };
        command.SetAction((parsed, cancellation) => RunAsync(
            new(parsed.GetValue(json), parsed.GetValue(story)!, parsed.GetValue(every), parsed.GetValue(function), parsed.GetValue(azurite), parsed.GetValue(withoutPairs), parsed.GetValue(plant)), cancellation));
        return command;
    }

    public static async Task<int> RunAsync(CrashMatrixRequest request, CancellationToken cancellationToken)
    {
        var console = request.Json ? Terminal.Error : Terminal.Out;
        if (request.Stories.Except(CrashMatrix.Stories.Select(story => story.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            console.MarkupLineInterpolated($"[red]There is no story {unknown}.[/] There are: {string.Join(", ", CrashMatrix.Stories.Select(story => story.Name))}.");
            return ExitCodes.Usage;
        }

        if (request.Plant is { } plant && Environment.GetEnvironmentVariable(Plants.Switch) != plant) return await PlantedBuild.RunAsync(request, console, cancellationToken);
        await using var azurite = request.OnAzurite ? await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken) : null;
        var options = new CrashOptions
        {
            ConnectionString = azurite?.ConnectionString,
            Stories = request.Stories,
            Every = request.Every,
            Function = request.Function,
            WithoutPairs = request.WithoutPairs,
            StopEarly = request.Plant is not null,
        };
        var report = await RunAsync(options, console, cancellationToken);
        Show(console, report);
        if (request.Json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(Figures.Of(report), JsonSerializerOptions.Web));
        return report.Findings.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<MatrixReport> RunAsync(CrashOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        MatrixReport report = null!;
        await console.Status().StartAsync("Playing the stories", async status =>
        {
            var matrix = new CrashMatrix(options, (story, done, of) => status.Status($"{story}: {done} of {of} runs"));
            report = await matrix.RunAsync(cancellationToken);
        });
        return report;
    }

    private static void Show(IAnsiConsole console, MatrixReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Story").AddColumn(new TableColumn("Crash points").RightAligned()).AddColumn(new TableColumn("Runs").RightAligned()).AddColumn(new TableColumn("Violations").RightAligned());
        foreach (var story in report.Stories) table.AddRow(story.Story.Name, Text(story.CrashPoints), Text(story.Runs), Text(story.Findings.Count));
        table.AddRow("[bold]All[/]", Text(report.CrashPoints), Text(report.Runs), Text(report.Findings.Count));
        console.Write(table);
        console.WriteLine($"{report.Kinds.Count} kinds of effects: {string.Join(", ", report.Kinds.Select(kind => $"{kind.Key} {Text(kind.Value)}"))}.");
        console.WriteLine($"{report.Elapsed.TotalSeconds:0} s. Each crash point: killed before, killed after, answer lost; then once each with a message repeated, lost and late.");
        if (report.Findings.Count == 0) return;
        console.WriteLine();
        foreach (var broken in report.Findings.GroupBy(finding => finding.Violation.Invariant, StringComparer.Ordinal)) console.WriteLine($"broken: {broken.Key}, {Text(broken.Count())} times");
        console.WriteLine();
        foreach (var (story, run, violation) in report.Findings.Take(MostListed)) console.WriteLine($"{story.Name}, {run.Plan}: {violation.Invariant}: {violation.Detail}");
        console.WriteLine();
        console.WriteLine(FindingText.Of(report.Findings[0]));
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Figures(int Scenarios, int CrashPoints, int Violations, double ElapsedSeconds)
    {
        public static Figures Of(MatrixReport report) => new(report.Stories.Count, report.CrashPoints, report.Findings.Count, Math.Round(report.Elapsed.TotalSeconds, 1));
    }
}
