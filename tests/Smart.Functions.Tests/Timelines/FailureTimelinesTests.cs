using Microsoft.DurableTask.Client;
using Smart.Local.Durable;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests.Timelines;

public sealed class FailureTimelinesTests
{
    [Fact]
    public void Text_HoldsWhatIsNotCompleted_AndOfTheOthersTheLast()
    {
        var recorder = new TimelineRecorder();
        Tell(recorder, 0, "Case", OrchestrationRuntimeStatus.Running);
        for (var day = 1; day <= 5; day++) Tell(recorder, day, "Sweep", OrchestrationRuntimeStatus.Completed);
        Tell(recorder, 6, "Sweep", OrchestrationRuntimeStatus.Failed);

        StoryTimelines.Text(recorder, TimelineWords.Plain).Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal) && !line.StartsWith(' ')).ShouldBe([
            "What the orchestrations did:", "Not shown: 2 of Sweep that completed earlier.", "Case case-0: Running",
            "Sweep sweep-3: Completed", "Sweep sweep-4: Completed", "Sweep sweep-5: Completed", "Sweep sweep-6: Failed",
        ]);
        StoryTimelines.Text(new TimelineRecorder(), TimelineWords.Plain).ShouldBe("What the orchestrations did:\n");
    }

    private static void Tell(TimelineRecorder recorder, int day, string name, OrchestrationRuntimeStatus status)
    {
        var at = new DateTimeOffset(2026, 1, 5 + day, 8, 0, 0, TimeSpan.Zero);
        var row = new InstanceRow { Id = $"{name.ToLowerInvariant()}-{day}", Name = name, CreatedAt = at, Status = status };
        recorder.Committed(row, [new ExecutionStarted(name, null, "", null) { At = at }]);
    }
}
