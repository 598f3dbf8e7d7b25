using Smart.Local.Simulation;
using Smart.Shared.Dunning;

namespace Smart.Local.Crash.Stories;

/// <summary>A story that is played again and again, each time with another fault.</summary>
public abstract class CrashStory
{
    /// <summary>Monday 2 March 2026, nine in the morning in Brussels.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The day it begins.</summary>
    protected static DateOnly Monday { get; } = new(2026, 3, 2);

    /// <summary>A stable name.</summary>
    public abstract string Name { get; }

    /// <summary>What the mail provider remembers.</summary>
    public MailMemory Memory { get; init; } = MailMemory.Idempotent;

    /// <summary>How long it keeps accepted messages out of sight.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>False when the story has a caller who gives up: then the end may lawfully be another, and only what holds in any run is checked.</summary>
    public virtual bool EndsTheSame => true;

    /// <summary>Plays it to its end.</summary>
    public abstract Task PlayAsync(CrashWorld world);

    /// <summary>What must have come of it, whatever happened on the way.</summary>
    public virtual IEnumerable<Violation> Expect(Books books) => [];

    /// <summary>A policy whose letters follow within days: the protocol is the same, the story shorter.</summary>
    protected static DunningPolicy QuickPolicy { get; } = DunningPolicies.BuiltIn with
    {
        Version = "2026-2",
        ValidFrom = new DateOnly(2026, 3, 1),
        Regimes = DunningPolicies.BuiltIn.Regimes.ToDictionary(regime => regime.Key, regime => Quick(regime.Value)),
    };

    private static RegimePolicy Quick(RegimePolicy regime) => regime with
    {
        LegalAfterDays = 2,
        Levels = [.. regime.Levels.Select((level, index) => level with { AfterDays = index == 0 ? 1 : 2 })],
    };
}
