using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>Executions are told to observers when they end, with all that happened.</summary>
public sealed class HistoryObserverTests
{
    [Fact]
    public async Task EachExecution_IsToldOnce_WithItsWholeHistory()
    {
        var ended = new Ended();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Add", value => value + 1)
            .Orchestrator("Loop", async context =>
            {
                var sum = await context.CallActivityAsync<int>("Add", context.GetInput<int>());
                if (sum >= 3) return sum;
                await context.WaitForExternalEvent<string>("go");
                context.ContinueAsNew(sum);
                return null;
            }));
        durable.Engine.Observe(ended);
        await durable.StartNewAsync("Loop", 1);
        ended.All.ShouldBeEmpty();

        await durable.RaiseAsync("go");

        ended.All.Select(execution => execution.End).ShouldBe([ExecutionEnd.ContinuedAsNew, ExecutionEnd.Completed]);
        ended.All.Select(execution => execution.Row.Execution).ShouldBe([1, 2]);
        Kinds(ended.All[0]).ShouldBe(["started", "episode", "activity", "episode", "activityDone", "episode", "event"]);
        Kinds(ended.All[1]).ShouldBe(["started", "episode", "activity", "episode", "activityDone", "finished"]);
    }

    [Fact]
    public async Task FailureAndTermination_AreToldAsSuch()
    {
        var ended = new Ended();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Fail", _ => throw new FormatException("no good"))
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go")));
        durable.Engine.Observe(ended);

        await durable.StartNewAsync("Fail", id: "fails");
        await durable.StartNewAsync("Wait");
        await durable.Client.TerminateInstanceAsync("one");
        await durable.RunAsync();

        ended.All.Select(execution => (execution.Row.Id, execution.End)).ShouldBe([("fails", ExecutionEnd.Failed), ("one", ExecutionEnd.Terminated)]);
    }

    [Fact]
    public async Task Recorder_KeepsOneHistoryOfEachWay_WithoutStackTracesAndEntityTags()
    {
        var recorder = new HistoryRecorder();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<string>("Break", _ => throw new FormatException("no good"))
            .Orchestrator("Careless", async context => await context.CallActivityAsync<int>("Break", """W/"datetime'2026-01-05T08%3A00%3A00.12Z'" """)));
        durable.Engine.Observe(recorder);

        await durable.StartNewAsync("Careless");
        await durable.StartNewAsync("Careless", id: "two");

        var history = recorder.Histories.ShouldHaveSingleItem();
        (history.Instance, history.Name).ShouldBe(("one", "Careless.Break-failure.Failed"));
        var text = HistoryFile.Write(history);
        text.ShouldContain("datetime'0'");
        text.ShouldContain("no good");
        text.ShouldNotContain("stack");
        HistoryFile.Write(HistoryFile.Read(text)).ShouldBe(text);
    }

    private static IReadOnlyList<string> Kinds(EndedExecution execution) => [.. execution.History.Select(@event => @event switch
    {
        ExecutionStarted => "started",
        EpisodeStarted => "episode",
        ActivityScheduled => "activity",
        ActivityCompleted => "activityDone",
        EventRaised => "event",
        ExecutionFinished => "finished",
        _ => @event.GetType().Name,
    })];

    private sealed class Ended : IDurableObserver
    {
        public List<EndedExecution> All { get; } = [];

        void IDurableObserver.Ended(EndedExecution execution) => All.Add(execution);
    }
}
