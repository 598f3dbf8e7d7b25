using Smart.Local.Crash;

namespace Smart.Functions.Tests.Crash;

/// <summary>The matrix runs on storage in memory; a few of its points on Azurite say that it means the same there.</summary>
public sealed class AzuriteMatrixTests(TestStorage storage)
{
    [Fact]
    public async Task Story_OnAzurite_EndsTheSame()
    {
        var options = new CrashOptions { ConnectionString = await storage.ConnectAsync(), Prefix = storage.NewPrefix(), Stories = ["issue-and-pay"], Every = 37, WithoutPairs = true, Workers = 1 };

        var report = await new CrashMatrix(options).RunAsync(TestContext.Current.CancellationToken);

        report.Findings.Select(FindingText.Of).ShouldBeEmpty();
        report.Runs.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Story_OnAzuriteAndInMemory_TakesTheSameSteps_AndEndsTheSame()
    {
        var story = CrashMatrix.Stories.Single(candidate => candidate.Name == "broken-delivery");

        var there = await new CrashStage(new CrashOptions { ConnectionString = await storage.ConnectAsync(), Prefix = storage.NewPrefix() }).PlayAsync(story, FaultPlan.None, TestContext.Current.CancellationToken);
        var here = await new CrashStage(new CrashOptions()).PlayAsync(story, FaultPlan.None, TestContext.Current.CancellationToken);

        there.Effects.Select(effect => (effect.Kind, effect.Function, effect.At)).ShouldBe(here.Effects.Select(effect => (effect.Kind, effect.Function, effect.At)));
        foreach (var (section, lines) in BooksText.Sections(here.Books)) BooksText.Sections(there.Books)[section].ShouldBe(lines);
    }
}
