namespace Smart.Local.Bench;

/// <summary>How much <c>./smart bench bank</c> does. The default takes some minutes.</summary>
public sealed record BankBenchSizes
{
    /// <summary>The size of the files that are read.</summary>
    public int Megabytes { get; init; } = 100;

    /// <summary>How often each rate is measured after the warm-up; the median counts.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>Movements of each import on Azurite.</summary>
    public int Movements { get; init; } = 400;

    /// <summary>Movements of the imports on storage in memory, one statement each.</summary>
    public IReadOnlyList<int> Growth { get; init; } = [1_000, 10_000, 100_000];

    /// <summary>Webhooks posted at each turn.</summary>
    public int Webhooks { get; init; } = 1_000;

    /// <summary>Webhooks of the storm: 200 a second for a minute.</summary>
    public int Storm { get; init; } = 12_000;

    /// <summary>Movements of an import that is stopped twice on its way; 0 leaves it out.</summary>
    public int Interrupted { get; init; }

    /// <summary>Invoices that are paid in parts, each of a debtor of its own.</summary>
    public int Invoices { get; init; } = 1_000;

    /// <summary>How many post and write at once.</summary>
    public int Workers { get; init; } = 8;
}
