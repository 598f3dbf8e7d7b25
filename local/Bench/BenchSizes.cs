namespace Smart.Local.Bench;

/// <summary>How much a measurement does. The default takes less than two minutes.</summary>
public sealed record BenchSizes
{
    /// <summary>How often each figure is measured after the warm-up; the median counts.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>How many orchestrations run side by side.</summary>
    public int Chains { get; init; } = 32;

    /// <summary>How many activities each of them calls, one after another.</summary>
    public int Activities { get; init; } = 10;

    /// <summary>Lengths of history, in events, each twice the one before.</summary>
    public IReadOnlyList<int> Histories { get; init; } = [100, 200, 400, 800, 1600, 3200];

    /// <summary>Activities asked for at once, each number twice the one before.</summary>
    public IReadOnlyList<int> FanOuts { get; init; } = [50, 100, 200, 400, 800];

    /// <summary>Messages through a queue.</summary>
    public int Messages { get; init; } = 600;

    /// <summary>Orchestrations that sleep.</summary>
    public int Sleepers { get; init; } = 10_000;

    /// <summary>How many pieces of work run at once, and how many writes of the raw rates.</summary>
    public int Workers { get; init; } = 8;
}
