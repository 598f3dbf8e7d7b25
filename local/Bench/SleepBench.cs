using System.Runtime.CompilerServices;
using Smart.Local.Durable;

namespace Smart.Local.Bench;

/// <summary>
/// What an orchestration costs that waits for months. The engine's bytes are what a second engine adds that loads the same store:
/// it holds state rows and no history. What the first engine held beyond the store is the same with histories.
/// </summary>
internal sealed class SleepBench(BenchSizes sizes)
{
    public async Task<SleepFigures> RunAsync(CancellationToken cancellationToken)
    {
        var store = new MemoryDurableStore();
        var withHistories = await BytesOfAsync(store, fallAsleep: true, cancellationToken);
        var storeAlone = Measured.Bytes();
        var withoutHistories = await BytesOfAsync(store, fallAsleep: false, cancellationToken);
        GC.KeepAlive(store);
        return new SleepFigures(sizes.Sleepers, Each(withoutHistories - storeAlone), Each(withHistories - storeAlone));
    }

    private double Each(long bytes) => (double)bytes / sizes.Sleepers;

    // Not inlined, so that nothing of the engine is held when it has ended.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<long> BytesOfAsync(MemoryDurableStore store, bool fallAsleep, CancellationToken cancellationToken)
    {
        await using var bench = await BenchEngine.StartAsync(store, workers: 1, cachedHistories: sizes.Sleepers, cancellationToken);
        if (fallAsleep)
        {
            for (var number = 0; number < sizes.Sleepers; number++)
                await bench.ScheduleAsync(BenchFunctions.Sleep, number, $"sleeper-{number:D6}", cancellationToken);
            await bench.DrainAsync(cancellationToken);
        }

        var bytes = Measured.Bytes();
        GC.KeepAlive(bench);
        return bytes;
    }
}
