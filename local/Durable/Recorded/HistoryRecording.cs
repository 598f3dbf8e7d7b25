using Smart.Local.Azurite;
using Smart.Local.Demo;

namespace Smart.Local.Durable;

/// <summary>
/// Plays stories on the local runtime and keeps the histories of their executions. Clock, keys and order are the same each time,
/// so without a change of the code a recording gives the same files.
/// </summary>
public static class HistoryRecording
{
    /// <summary>The names of the stories.</summary>
    public static IReadOnlyList<string> Stories => [.. HistoryStory.All.Select(story => story.Name)];

    /// <summary>Plays every story, one after the other.</summary>
    /// <param name="tell">Told the name of each as it begins.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One history of each way an execution took.</returns>
    public static async Task<IReadOnlyList<RecordedHistory>> RecordAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
        var recorder = new HistoryRecorder();
        foreach (var (number, story) in HistoryStory.All.Index())
        {
            tell(story.Name);
            await PlayAsync(story, azurite.ConnectionString, $"h{number}", recorder, cancellationToken);
        }

        return recorder.Histories;
    }

    /// <summary>Plays one story.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="connectionString">Where storage is.</param>
    /// <param name="prefix">A prefix that nothing there has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<RecordedHistory>> RecordAsync(
        string name, string connectionString, string prefix, CancellationToken cancellationToken)
    {
        var recorder = new HistoryRecorder();
        await PlayAsync(HistoryStory.All.Single(story => story.Name == name), connectionString, prefix, recorder, cancellationToken);
        return recorder.Histories;
    }

    private static async Task PlayAsync(
        HistoryStory story, string connectionString, string prefix, HistoryRecorder recorder, CancellationToken cancellationToken)
    {
        var options = new LocalSystemOptions
        {
            ConnectionString = connectionString,
            Prefix = prefix,
            VirtualStart = story.Start,
            Deterministic = true,
            ReplayCheck = true,
            Schedules = DemoRun.Schedules,
        };
        await using var system = await LocalSystem.StartAsync(options, cancellationToken);
        system.Host.Engine.Observe(recorder);
        await story.PlayAsync(new HistoryStage(system, cancellationToken));
    }
}
