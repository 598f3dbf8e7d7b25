namespace Smart.Local.Demo;

/// <summary>Plays the demo's story on a system that was started for it.</summary>
public static class DemoRun
{
    /// <summary>When the virtual clock must start: Monday 31 August 2026, nine in the morning in Brussels.</summary>
    public static DateTimeOffset Start => DemoStory.Start;

    /// <summary>The schedules of timer functions that suit a story of months.</summary>
    public static IReadOnlyDictionary<string, string> Schedules => DemoCommand.Schedules;

    /// <summary>Plays it.</summary>
    /// <param name="system">Empty storage, and a virtual clock at <see cref="Start"/>.</param>
    /// <param name="tell">Told each line as it happens.</param>
    /// <exception cref="StoryException">Something expected did not happen; the message says what.</exception>
    public static Task<StoryFigures> PlayAsync(LocalSystem system, Action<StoryLine> tell) => new DemoStory(new DemoStage(system, tell)).PlayAsync();
}
