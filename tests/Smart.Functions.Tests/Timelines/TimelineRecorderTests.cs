using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Smart.Functions.Tests.Durable;
using Smart.Local.Durable;
using Smart.Local.Runtime;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests.Timelines;

public sealed class TimelineRecorderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recorder_KeepsWhatAContinueAsNewDrops()
    {
        var recorder = new TimelineRecorder();
        var functions = new LambdaFunctions()
            .Activity<int>("Look", left => left > 1 ? "more" : "last")
            .Orchestrator("Count", async context =>
            {
                var left = context.GetInput<int>();
                await context.CallActivityAsync<string>("Look", left);
                if (left > 1) context.ContinueAsNew(left - 1);
                return left;
            });
        var options = new DurableEngineOptions { Observers = [recorder] };
        await using var engine = new DurableEngine(new VirtualClock(Now), new MemoryDurableStore(), functions, options, NullLoggerFactory.Instance);
        await engine.LoadAsync(Ct);

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Count", 3, new StartOrchestrationOptions("one"), Ct);
        while (await engine.RunOneAsync(Ct))
        {
            // One piece after another.
        }

        recorder.Instances.ShouldBe(["one"]);
        (await engine.ReadHistoryAsync("one", Ct)).OfType<ActivityCompleted>().Count().ShouldBe(1, "the engine keeps the present execution");
        recorder.Read("one").OfType<ActivityCompleted>().Count().ShouldBe(3);
        TextTimeline.Write(recorder.Find("one")!, recorder.Read("one")).ShouldBe("""
            Count one: Completed
            Mon 5 January 2026
              09:00  begins
              09:00  Look → more
                     2 times
              09:00  Look → last
              09:00  ends: 1

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Recorder_SaysWhereAStepWasNotSeen()
    {
        var recorder = new TimelineRecorder();
        Tell(recorder, 1, 0, new ExecutionStarted("Count", null, "", null));
        Tell(recorder, 1, 1, new EpisodeStarted());
        Tell(recorder, 1, 3, new EpisodeStarted());
        Tell(recorder, 2, 3, new ExecutionStarted("Count", null, "", null));
        Tell(recorder, 3, 9, new ExecutionStarted("Count", null, "", null));
        Tell(recorder, 4, 0, new ExecutionStarted("Count", null, "", null));

        recorder.Read("one").Select(line => line.GetType().Name).ShouldBe([
            "ExecutionStarted", "EpisodeStarted", "StepNotSeen", "EpisodeStarted", "ExecutionStarted", "StepNotSeen", "ExecutionStarted", "ExecutionStarted",
        ]);
        recorder.Find("two").ShouldBeNull();
        recorder.Read("two").ShouldBeEmpty();
    }

    private static void Tell(TimelineRecorder recorder, int execution, int episode, HistoryEvent line) =>
        recorder.Committed(new InstanceRow { Id = "one", Name = "Count", CreatedAt = Now, Execution = execution, Episode = episode }, [line with { At = Now }]);
}
