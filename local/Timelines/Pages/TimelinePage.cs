using System.Text;
using Smart.Local.Demo;
using Smart.Shared.Calendar;

namespace Smart.Local.Timelines.Pages;

/// <summary>Plays a story and writes its page: a diagram for each orchestration that took part.</summary>
internal static class TimelinePage
{
    /// <summary>Gives the page.</summary>
    /// <param name="story">The story.</param>
    /// <param name="storage">Where tables and blobs are.</param>
    /// <param name="prefix">What their names begin with: nobody else's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> WriteAsync(TimelineStory story, string storage, string prefix, CancellationToken cancellationToken)
    {
        var recorder = new TimelineRecorder();
        var options = new LocalSystemOptions
        {
            ConnectionString = storage,
            Prefix = prefix,
            VirtualStart = story.Start,
            Deterministic = true,
            Schedules = DemoRun.Schedules,
            Timelines = recorder,
        };
        await using var system = await LocalSystem.StartAsync(options, cancellationToken);
        var names = new Dictionary<string, string>(await story.Play(new DemoStage(system, _ => { })), StringComparer.Ordinal);
        foreach (var file in recorder.Instances.Where(id => id.StartsWith("bankfile-", StringComparison.Ordinal)))
            names[file] = $"bankfile-of-{BusinessClock.DateOf(recorder.Read(file)[0].At):yyyy-MM-dd}";
        return Write(story, recorder, TimelineWords.Of(system.Host.Functions, names));
    }

    private static string Write(TimelineStory story, TimelineRecorder recorder, TimelineWords words)
    {
        var page = new StringBuilder($"# {story.Title}\n\n{story.Tells}\n\n");
        page.Append("Written by `./smart timelines`. Times are those of Brussels.\n");
        // By name where they began at the same instant: the ids behind the names are random.
        var shown = recorder.Instances.Where(id => story.Shows.Any(start => words.Id(id).StartsWith(start, StringComparison.Ordinal)))
            .OrderBy(id => recorder.Read(id)[0].At).ThenBy(words.Id, StringComparer.Ordinal);
        foreach (var id in shown)
        {
            var (subject, events) = (recorder.Find(id)!, recorder.Read(id));
            page.Append($"\n## {subject.Name} `{words.Id(id)}`: {subject.Status}\n\n```mermaid\n{MermaidTimeline.Write(subject, events, words)}```\n");
        }

        return page.ToString();
    }
}
