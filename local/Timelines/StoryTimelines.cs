using Microsoft.DurableTask.Client;

namespace Smart.Local.Timelines;

/// <summary>What every orchestration of a story did, as one text.</summary>
public static class StoryTimelines
{
    // Of those that are completed: a story of months has a sweep and a bank file a day.
    private const int MostOfAName = 3;

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
