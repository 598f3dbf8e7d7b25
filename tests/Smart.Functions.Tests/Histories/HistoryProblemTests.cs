using Microsoft.DurableTask;
using Smart.Functions.Tests.Architecture;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Histories;

/// <summary>What is said of a history that no longer replays.</summary>
public sealed class HistoryProblemTests
{
    private const string Letter = "DunningCase.EvaluateCase-DispatchLetter.ContinuedAsNew";

    private static readonly HistoryFolder Folder = new(Path.Combine(SourceTree.Root, HistoryFolder.InRepository));

    /// <summary>As if the orchestrator had changed: the history asks for what the code no longer does.</summary>
    [Fact]
    public void HistoryOfOtherCode_IsExplained_WithLineExpectedFoundAndWhatToDo()
    {
        var old = HistoryFile.Read(Folder.Text(Letter).Replace("DispatchLetter", "SendLetter", StringComparison.Ordinal));

        var explanation = HistoryReplay.Check(old, ProductOrchestrators.Find(old.Orchestrator)).ShouldNotBeNull().Explain();

        var line = Folder.Text(Letter).Split('\n').ToList().FindIndex(text => text.Contains("\"DispatchLetter\"", StringComparison.Ordinal)) + 1;
        explanation.ShouldContain("Recorded history DunningCase.EvaluateCase-SendLetter.ContinuedAsNew");
        explanation.ShouldContain($"line {line} of the file");
        explanation.ShouldContain("expected activity SendLetter (#1)");
        explanation.ShouldContain("found    activity DispatchLetter (#1)");
        explanation.ShouldContain("CompareVersionTo");
        explanation.ShouldContain("./smart histories --record");
    }

    [Fact]
    public void ResultThatCanNoLongerBeRead_IsNamed()
    {
        var old = HistoryFile.Read(Folder.Text(Letter).Replace("\"Kind\":1", "\"Kind\":\"letter\"", StringComparison.Ordinal));

        HistoryReplay.Check(old, ProductOrchestrators.Find(old.Orchestrator)).ShouldNotBeNull().Difference.Found
            .ShouldStartWith("nothing, for it failed with System.Text.Json.JsonException");
    }

    [Fact]
    public void OrchestratorThatIsGone_IsNamed() => HistoryReplay.Check(Folder.Read(Letter), ProductOrchestrators.Find("Renamed")).ShouldNotBeNull()
        .Difference.ShouldBe(new HistoryDifference(0, "an orchestrator DunningCase", "no function of that name"));

    public static TheoryData<string, string, string> Changes => new()
    {
        { "an activity more", "expected activity Book (#0)", "found    activity Check (#0)" },
        { "no timer", "expected timer (#1)", "found    activity Close (#1)" },
        { "another child", "expected timer (#1)", "found    sub-orchestration Wait as below (#1)" },
        { "an event to another", "expected timer (#1)", "found    event done to other (#1)" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangedOrchestrator_IsFoundAtItsFirstDifference(string change, string expected, string found)
    {
        var explanation = HistoryReplay.Check(Sample, context => RunAsync(context, change)).ShouldNotBeNull().Explain();

        explanation.ShouldContain(expected);
        explanation.ShouldContain(found);
        explanation.ShouldContain("Leave the old path as it is");
    }

    [Fact]
    public void UnchangedOrchestrator_HasNoProblem() => HistoryReplay.Check(Sample, context => RunAsync(context, "")).ShouldBeNull();

    /// <summary>What the explanation advises.</summary>
    [Fact]
    public void ChangeBehindABranchOnTheVersion_LeavesOldHistoriesValid()
    {
        HistoryReplay.Check(Sample, Branched).ShouldBeNull();
        HistoryReplay.Check(Sample with { Version = "2.0" }, Branched).ShouldNotBeNull();

        static Task<object?> Branched(TaskOrchestrationContext context) =>
            RunAsync(context, context.CompareVersionTo("2.0") >= 0 ? "an activity more" : "");
    }

    [Theory]
    [InlineData("more at the end", "activity Archive (#3)")]
    [InlineData("again at the end", "a new execution with nothing")]
    [InlineData("fails at the end", "the failure System.FormatException: no good")]
    public void ChangeAfterTheLastLine_IsToldToBreakNobody(string change, string found)
    {
        var problem = HistoryReplay.Check(Sample, context => RunAsync(context, change)).ShouldNotBeNull();

        problem.Difference.ShouldBe(new HistoryDifference(Sample.Events.Count, "the end", found));
        problem.Explain().ShouldContain("no instance that lives today is harmed");
    }

    private static DateTimeOffset At { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static RecordedHistory Sample { get; } = new("Sample", "one", "", ExecutionEnd.Completed, [.. ((HistoryEvent[])
    [
        new ExecutionStarted("Sample", null, "", null),
        new EpisodeStarted(),
        new ActivityScheduled(0, "Book", "1"),
        new EpisodeStarted(),
        new ActivityCompleted(0, "2"),
        new TimerCreated(1, At),
        new EpisodeStarted(),
        new TimerFired(1),
        new ActivityScheduled(2, "Close", null),
        new EpisodeStarted(),
        new ActivityCompleted(2, null),
        new ExecutionFinished(null, null),
    ]).Select(entry => entry with { At = At })]);

    private static async Task<object?> RunAsync(TaskOrchestrationContext context, string change)
    {
        if (change == "an activity more") await context.CallActivityAsync("Check");
        await context.CallActivityAsync<int>("Book", 1);
        if (change == "another child") await context.CallSubOrchestratorAsync("Wait", null, new TaskOptions().WithInstanceId("below"));
        if (change == "an event to another") context.SendEvent("other", "done", 1);
        if (change != "no timer") await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        await context.CallActivityAsync("Close");
        if (change == "more at the end") await context.CallActivityAsync("Archive");
        if (change == "again at the end") context.ContinueAsNew();
        return change == "fails at the end" ? throw new FormatException("no good") : null;
    }
}
