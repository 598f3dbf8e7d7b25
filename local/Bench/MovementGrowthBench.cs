using Smart.Local.Storage.Memory;

namespace Smart.Local.Bench;

/// <summary>What a movement costs among few and among many: one statement of each size through the whole import, on storage in memory.</summary>
/// <param name="sizes">How much.</param>
public sealed class MovementGrowthBench(BankBenchSizes sizes)
{
    private const int WarmUp = 200;

    /// <summary>Measures each size after a warm-up.</summary>
    /// <param name="tell">Told what is measured next.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MovementGrowth> RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        await MeasureAsync(Math.Min(WarmUp, sizes.Growth[0]), cancellationToken);
        var points = new List<MovementCost>();
        foreach (var movements in sizes.Growth)
        {
            tell($"an import of {movements} movements");
            points.Add(await MeasureAsync(movements, cancellationToken));
        }

        return new MovementGrowth(points);
    }

    private async Task<MovementCost> MeasureAsync(int movements, CancellationToken cancellationToken)
    {
        await using var system = await BenchStage.StartAsync(new MemoryStorage(), new LocalSystemOptions(), cancellationToken);
        var ledger = new BenchLedger(system, sizes.Invoices);
        await ledger.SeedAsync(cancellationToken);
        var file = ledger.NextFile(movements);
        var before = system.Host.StorageCalls.Read();
        var microseconds = await Measured.ProcessorAsync(() => ledger.ImportAsync(file, cancellationToken));
        var calls = system.Host.StorageCalls.Read() - before;
        var books = await ledger.ReadAsync(cancellationToken);
        if (!books.AreExactly(movements)) throw new InvalidOperationException($"Of {movements} movements {books.Payments} were booked, {books.Wrong} invoices wrongly.");
        return new MovementCost(movements, microseconds / movements, (double)calls.Product / movements, (double)calls.Engine / movements);
    }
}

/// <summary>What a movement of an import costs.</summary>
/// <param name="Movements">Of the import.</param>
/// <param name="Microseconds">Of processor time each.</param>
/// <param name="ProductCalls">Requests to storage each, of the product.</param>
/// <param name="EngineCalls">The same, of the local runtime.</param>
public sealed record MovementCost(int Movements, double Microseconds, double ProductCalls, double EngineCalls);

/// <summary>The cost of a movement as imports grow.</summary>
/// <param name="Points">Smallest first.</param>
public sealed record MovementGrowth(IReadOnlyList<MovementCost> Points)
{
    /// <summary>The time of a movement in the largest import to one in the smallest; 1 is flat.</summary>
    public double TimeFactor => Points[^1].Microseconds / Points[0].Microseconds;

    /// <summary>The same of requests to storage of the product.</summary>
    public double CallsFactor => Points[^1].ProductCalls / Points[0].ProductCalls;
}
