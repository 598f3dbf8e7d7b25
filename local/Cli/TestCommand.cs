using System.CommandLine;
using System.Xml;
using System.Xml.Linq;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary>Builds the solution once, runs every test project, and sums up.</summary>
internal static class TestCommand
{
    /// <summary>How long no test may begin or end before the run counts as stuck: how long all take together depends on the machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var filter = new Argument<string?>("FILTER") { Description = "A part of the full name of the tests to run.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("test", "Build everything, run the tests, and end with 'N passed, N failed, N skipped'.") { filter };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(filter), Terminal.Out, cancellation));
        return command;
    }

    /// <summary>Runs the tests whose full name contains the filter. The last line is <c>N passed, N failed, N skipped</c>.</summary>
    public static async Task<int> RunAsync(string? filter, IAnsiConsole console, CancellationToken cancellationToken)
    {
        string[] build = ["build", "Smart.Functions.sln", "--nologo", "-v", "q", "-p:RunAnalyzers=false"];
        if (!await Steps.RunAsync(console, "Building the solution", "dotnet", build, cancellationToken)) return ExitCodes.Failed;
        var total = new TestCounts(0, 0, 0);
        foreach (var project in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            total += await RunProjectAsync(project, filter, console, cancellationToken);
        }

        console.WriteLine($"{total.Passed} passed, {total.Failed} failed, {total.Skipped} skipped");
        return total.Failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<TestCounts> RunProjectAsync(string project, string? filter, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var assembly = Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug", "net10.0", $"{name}.dll");
        var results = Path.Combine(Path.GetTempPath(), $"{name}-{Environment.ProcessId}.xml");
        string[] filters = string.IsNullOrWhiteSpace(filter) ? [] : ["-method", $"*{filter}*"];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var progress = new TestProgress();
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            ShellResult result = null!;
            await console.Status().StartAsync(name, async status =>
            {
                result = await Shell.RunAsync(
                    "dotnet",
                    Repository.Root,
                    [assembly, "-noLogo", "-noColor", "-reporter", "verbose", "-xml", results, .. filters],
                    line =>
                    {
                        if (!progress.Tell(line)) return;
                        limit.CancelAfter(Patience);
                        status.Status($"{name}: {progress.Done} tests");
                    },
                    limit.Token);
            });
            return Report(name, results, result, TimeProvider.System.GetElapsedTime(started), console);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            console.MarkupLineInterpolated($"[red]✗ {name}: nothing happened for {Patience.TotalMinutes} minutes[/]");
            foreach (var running in progress.Running) console.MarkupLineInterpolated($"  [red]running:[/] {running}");
            return new TestCounts(0, 1, 0);
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static TestCounts Report(string name, string results, ShellResult result, TimeSpan elapsed, IAnsiConsole console)
    {
        if (Read(results) is not { } read)
        {
            console.MarkupLineInterpolated($"[red]✗ {name} ended with exit code {result.ExitCode} and left no results[/]");
            console.WriteLine(result.Output);
            return new TestCounts(0, 1, 0);
        }

        // A run that ends badly with no failed test must not look like success.
        var counts = read.Counts.Failed == 0 && result.ExitCode != 0 && read.Counts.Passed > 0 ? read.Counts with { Failed = 1 } : read.Counts;
        var sign = counts.Failed > 0 ? "[red]✗[/]" : "[green]✓[/]";
        console.MarkupLine($"{sign} {Markup.Escape(name)}: {counts.Passed} passed, {counts.Failed} failed, {counts.Skipped} skipped in {elapsed.TotalSeconds:0} s");
        foreach (var failure in read.Failures)
        {
            console.MarkupLineInterpolated($"  [red]{failure.Test}[/]");
            console.WriteLine(failure.Message);
        }

        foreach (var skipped in read.Skipped) console.MarkupLineInterpolated($"  [yellow]skipped[/] {skipped}");
        if (counts.Failed > 0 && read.Failures.Count == 0) console.WriteLine(result.Output);
        return counts;
    }

    private static TestResults? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var document = XDocument.Load(path);
            var assemblies = document.Descendants("assembly").ToList();
            var tests = document.Descendants("test").ToList();
            return new TestResults(
                new TestCounts(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped") + Sum("not-run")),
                [.. tests.Where(test => (string?)test.Attribute("result") == "Fail").Select(FailureOf), .. document.Descendants("error").Select(FailureOf)],
                [.. tests.Where(test => (string?)test.Attribute("result") == "Skip").Select(test => $"{test.Attribute("name")?.Value}: {test.Element("reason")?.Value}")]);

            int Sum(string name) => assemblies.Sum(assembly => (int?)assembly.Attribute(name) ?? 0);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static TestFailure FailureOf(XElement test)
    {
        var failure = test.Element("failure");
        return new TestFailure(test.Attribute("name")?.Value ?? "outside a test", $"{failure?.Element("message")?.Value}\n{failure?.Element("stack-trace")?.Value}");
    }

    private sealed record TestFailure(string Test, string Message);

    private sealed record TestResults(TestCounts Counts, IReadOnlyList<TestFailure> Failures, IReadOnlyList<string> Skipped);

    private readonly record struct TestCounts(int Passed, int Failed, int Skipped)
    {
        public static TestCounts operator +(TestCounts a, TestCounts b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);
    }
}
