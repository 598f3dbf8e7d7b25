using Smart.Local.Crash.Stories;

namespace Smart.Local.Crash;

/// <summary>A rule that a run broke.</summary>
/// <param name="Story">The story.</param>
/// <param name="Run">The run.</param>
/// <param name="Violation">The rule, and what was found.</param>
public sealed record Finding(CrashStory Story, CrashRun Run, Violation Violation);

/// <summary>What came of one story.</summary>
/// <param name="Story">The story.</param>
/// <param name="Reference">The run without a fault.</param>
public sealed record StoryReport(CrashStory Story, CrashRun Reference)
{
    /// <summary>The effects at which it was disturbed.</summary>
    public int CrashPoints { get; init; }

    /// <summary>Runs with faults.</summary>
    public int Runs { get; init; }

    /// <summary>What is wrong, earliest effect first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>What came of the matrix.</summary>
/// <param name="Stories">By story.</param>
/// <param name="Elapsed">Real time.</param>
public sealed record MatrixReport(IReadOnlyList<StoryReport> Stories, TimeSpan Elapsed)
{
    /// <summary>The effects at which the stories were disturbed.</summary>
    public int CrashPoints => Stories.Sum(story => story.CrashPoints);

    /// <summary>Runs with faults.</summary>
    public int Runs => Stories.Sum(story => story.Runs);

    /// <summary>Everything wrong.</summary>
    public IReadOnlyList<Finding> Findings => [.. Stories.SelectMany(story => story.Findings)];

    /// <summary>The kinds of effects that occurred, and how often.</summary>
    public IReadOnlyDictionary<string, int> Kinds => Stories.SelectMany(story => story.Reference.Effects)
        .GroupBy(effect => effect.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
}
