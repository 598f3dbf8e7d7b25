using Microsoft.DurableTask.Client;
using Smart.Local.Runtime;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests.Timelines;

/// <summary>What the orchestrations of a story did, in the output of a test that failed.</summary>
public static class FailureTimelines
{
    // Of those that are completed: a story of months has a sweep and a bank file a day.
    private const int MostOfAName = 3;

    /// <summary>Writes them when the present test has failed; called when it is cleaned up, before its system is gone.</summary>
    public static void WriteIfFailed(TimelineRecorder recorder, LocalHost? host)
    {
        var context = TestContext.Current;
        if (context.TestState?.Result == TestResult.Failed && host is not null && context.TestOutputHelper is { } output)
            output.WriteLine(Text(recorder, TimelineWords.Of(host.Functions)));
    }

    /// <summary>The timelines in order of their start; of those completed, the last few of each orchestrator.</summary>
    public static string Text(TimelineRecorder recorder, TimelineWords words)
    {
        var all = recorder.Instances.Select(id => recorder.Find(id)!).ToList();
        var leftOut = all.Where(subject => subject.Status == OrchestrationRuntimeStatus.Completed)
            .GroupBy(subject => subject.Name)
            .SelectMany(named => named.SkipLast(MostOfAName))
            .ToHashSet();
        var counts = leftOut.GroupBy(subject => subject.Name).Select(named => $"Not shown: {named.Count()} of {named.Key} that completed earlier.\n");
        var shown = all.Except(leftOut).Select(subject => TextTimeline.Write(subject, recorder.Read(subject.InstanceId), words));
        return string.Join('\n', ["What the orchestrations did:\n", .. counts, .. shown]);
    }
}
