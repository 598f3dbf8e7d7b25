using Smart.Local.Runtime;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests.Timelines;

/// <summary>What the orchestrations of a story did, in the output of a test that failed.</summary>
public static class FailureTimelines
{
    /// <summary>Writes them when the present test has failed; called when it is cleaned up, before its system is gone.</summary>
    public static void WriteIfFailed(TimelineRecorder recorder, LocalHost? host)
    {
        var context = TestContext.Current;
        if (context.TestState?.Result == TestResult.Failed && host is not null && context.TestOutputHelper is { } output)
            output.WriteLine(StoryTimelines.Text(recorder, TimelineWords.Of(host.Functions)));
    }
}
