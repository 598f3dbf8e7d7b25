using Smart.Local.Crash;

namespace Smart.Functions.Tests.Crash;

/// <summary>A sample of the matrix: <c>./smart crash-matrix</c> runs the whole.</summary>
public sealed class MatrixTests
{
    private const int Every = 47;

    public static TheoryData<string> Stories => [.. CrashMatrix.Stories.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Story_DisturbedAtSomeEffects_EndsTheSame(string story)
    {
        var report = await new CrashMatrix(new CrashOptions { Stories = [story], Every = Every }).RunAsync(TestContext.Current.CancellationToken);

        report.CrashPoints.ShouldBeGreaterThan(1);
        report.Findings.Select(FindingText.Of).ShouldBeEmpty();
    }

    [Fact]
    public async Task Effects_OfEveryKind_AreNumbered()
    {
        var stage = new CrashStage(new CrashOptions());
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var story in CrashMatrix.Stories.DistinctBy(story => story.GetType()))
        {
            var run = await stage.PlayAsync(story, FaultPlan.None, TestContext.Current.CancellationToken);
            kinds.UnionWith(run.Effects.Select(effect => effect.Kind));
        }

        string[] expected =
        [
            "Debtors: transaction", "Debtors: write", "Numbers: insert", "Receipts: insert", "Requests: insert", "Work: write", "Work: delete", "blob", "mail: send",
            "cards: post", "queue: send", "queue: settle", "history: step of an instance", "history: message to an instance", "timer: occurrence done",
        ];
        expected.Except(kinds, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task SameRun_Twice_TakesTheSameSteps()
    {
        var stage = new CrashStage(new CrashOptions());
        var story = CrashMatrix.Stories[0];

        var first = await stage.PlayAsync(story, FaultPlan.None, TestContext.Current.CancellationToken);
        var second = await stage.PlayAsync(story, FaultPlan.None, TestContext.Current.CancellationToken);

        second.Effects.Select(effect => (effect.Kind, effect.Function, effect.At)).ShouldBe(first.Effects.Select(effect => (effect.Kind, effect.Function, effect.At)));
    }
}
