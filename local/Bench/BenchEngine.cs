using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Smart.Local.Durable;
using Smart.Local.Runtime;

namespace Smart.Local.Bench;

/// <summary>An engine driven by the runtime's own pump, on a clock that stands still: whatever is due never waits.</summary>
internal sealed class BenchEngine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Pump _pump;

    private BenchEngine(DurableEngine engine, TimeProvider clock, int workers)
    {
        Engine = engine;
        _pump = new Pump([engine], clock, new Fence(), workers, NullLogger.Instance);
    }

    public DurableEngine Engine { get; }

    /// <summary>Makes an engine over a store and lets it take up what the store holds.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The bench that is made of it disposes of it.")]
    public static async Task<BenchEngine> StartAsync(IDurableStore store, int workers, int cachedHistories, CancellationToken cancellationToken)
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        var options = new DurableEngineOptions { CachedHistories = cachedHistories };
        var engine = new DurableEngine(clock, store, new BenchFunctions(), options, NullLoggerFactory.Instance);
        await engine.LoadAsync(cancellationToken);
        return new BenchEngine(engine, clock, workers);
    }

    /// <summary>Starts an orchestration; it runs when the engine does.</summary>
    public Task<string> ScheduleAsync(string name, int input, string id, CancellationToken cancellationToken) =>
        Engine.Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), cancellationToken);

    /// <summary>Runs everything that is ready, several pieces at once.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        _pump.Start();
        return _pump.RunUntilIdleAsync(Patience, cancellationToken);
    }

    /// <summary>Runs everything that is ready, one piece after another.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await Engine.RunOneAsync(cancellationToken))
        {
            // Until nothing is ready.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
