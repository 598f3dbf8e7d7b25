using Smart.Local.Storage.Memory;

namespace Smart.Local.Bench;

/// <summary>Measures how money comes in: one class a measurement.</summary>
/// <param name="sizes">How much.</param>
/// <param name="connectionString">Where tables are.</param>
/// <param name="prefix">What their names begin with: nobody else's.</param>
/// <param name="tell">Told what is measured next.</param>
public sealed class BankBench(BankBenchSizes sizes, string connectionString, string prefix, Action<string> tell)
{
    private const int PerSecond = 200;

    /// <summary>Measures everything, one thing after another.</summary>
    public async Task<BankFigures> RunAsync(CancellationToken cancellationToken = default)
    {
        var parse = await ParseAsync(cancellationToken);
        tell("imports on Azurite");
        var import = await new ImportBench(sizes, connectionString, prefix).RunAsync(cancellationToken);
        tell("webhooks on Azurite");
        var webhooks = await OnAzuriteAsync(system => new WebhookBench(sizes).RunAsync(system, cancellationToken), cancellationToken);
        tell("webhooks in memory");
        var inMemory = await InMemoryAsync(system => new WebhookBench(sizes).RunAsync(system, cancellationToken), cancellationToken);
        tell("a storm of webhooks");
        var storm = await InMemoryAsync(system => new WebhookStorm(sizes.Storm, PerSecond).RunAsync(system, sizes.Invoices, cancellationToken), cancellationToken);
        var growth = await new MovementGrowthBench(sizes).RunAsync(tell, cancellationToken);
        if (sizes.Interrupted > 0) tell($"an import of {sizes.Interrupted} movements, stopped twice");
        var interrupted = sizes.Interrupted > 0 ? await new InterruptedImport(sizes.Interrupted, sizes.Invoices).RunAsync(cancellationToken) : null;
        return new BankFigures(parse, import, webhooks, inMemory, storm, growth, interrupted);
    }

    private async Task<IReadOnlyList<BankParseFigures>> ParseAsync(CancellationToken cancellationToken)
    {
        tell("reading bank files");
        var folder = Directory.CreateTempSubdirectory("smart-bench-");
        try
        {
            return await new BankParseBench(sizes.Megabytes, sizes.Repeats).RunAsync(folder.FullName, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<T> OnAzuriteAsync<T>(Func<LocalSystem, Task<T>> measure, CancellationToken cancellationToken)
    {
        await using var system = await LocalSystem.StartAsync(new() { ConnectionString = connectionString, Prefix = $"{prefix}hooks", VirtualStart = BenchLedger.Start }, cancellationToken);
        return await measure(system);
    }

    private static async Task<T> InMemoryAsync<T>(Func<LocalSystem, Task<T>> measure, CancellationToken cancellationToken)
    {
        await using var system = await BenchStage.StartAsync(new MemoryStorage(), new LocalSystemOptions(), cancellationToken);
        return await measure(system);
    }
}

/// <summary>What <c>./smart bench bank</c> measured. Only the ratios can be compared between machines.</summary>
/// <param name="Parse">Reading files, a format each.</param>
/// <param name="Import">Importing on Azurite.</param>
/// <param name="Webhooks">Taking webhooks on Azurite.</param>
/// <param name="WebhooksInMemory">Taking them on storage in memory, which costs next to nothing.</param>
/// <param name="Storm">200 webhooks a second.</param>
/// <param name="Growth">The cost of a movement as imports grow.</param>
/// <param name="Interrupted">An import that was stopped twice; null when it was left out.</param>
public sealed record BankFigures(
    IReadOnlyList<BankParseFigures> Parse, ImportFigures Import, WebhookFigures Webhooks, WebhookFigures WebhooksInMemory, StormFigures Storm, MovementGrowth Growth,
    InterruptedFigures? Interrupted);
