using Smart.Local.Azurite;

namespace Smart.Local.Chaos;

/// <summary>How long the product is killed, and by what plan.</summary>
public sealed record ChaosOptions
{
    /// <summary>How long load comes and kills happen; coming to rest takes longer.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The same seed gives the same plan of operations and delays of kills. Real time decides what they meet.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How far the product's clock is set ahead when the kills are over, and once more when every operation has its answer: what waits
    /// for minutes, such as a repair, is due at once. Zero waits for it.
    /// </summary>
    public TimeSpan AheadAtRest { get; init; }

    /// <summary>How long the product may take to come to rest.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How storage runs; its data folder and ports are the run's own.</summary>
    public AzuriteOptions Azurite { get; init; } = new();
}
