using System.Diagnostics;
using Smart.Local.Durable;

namespace Smart.Local.Bench;

/// <summary>What grows with the length of a history, in the memory store and on one worker.</summary>
internal sealed class GrowthBench(BenchSizes sizes)
{
    // An activity and the episode that takes its result in: the result, the start of the episode, the next request.
    private const int EventsAStep = 3;

    // How many steps at a length are measured together.
    private const int Window = 16;

    /// <summary>A step (an activity and its episode) of a single chain, at each length of its history.</summary>
    public async Task<Growth> ReplayAsync(CancellationToken cancellationToken)
    {
        await StepsAsync([sizes.Histories[0]], cancellationToken);
        var runs = new List<IReadOnlyList<double>>();
        for (var repeat = 0; repeat < sizes.Repeats; repeat++) runs.Add(await StepsAsync(sizes.Histories, cancellationToken));
        return new Growth([.. sizes.Histories.Select((length, index) => new GrowthPoint(length, Measured.Median(runs.Select(run => run[index]))))]);
    }

    /// <summary>An activity among many asked for at once.</summary>
    public async Task<Growth> FanOutAsync(CancellationToken cancellationToken)
    {
        var points = new List<GrowthPoint>();
        foreach (var count in sizes.FanOuts)
        {
            var rate = await Measured.RateAsync(sizes.Repeats, count, async _ =>
            {
                await using var bench = await BenchEngine.StartAsync(new MemoryDurableStore(), workers: 1, cachedHistories: 1, cancellationToken);
                await bench.ScheduleAsync(BenchFunctions.Fan, count, "fan", cancellationToken);
                await bench.RunAsync(cancellationToken);
            });
            points.Add(new GrowthPoint(count, 1_000_000 / rate));
        }

        return new Growth(points);
    }

    private static async Task<IReadOnlyList<double>> StepsAsync(IReadOnlyList<int> lengths, CancellationToken cancellationToken)
    {
        var steps = (lengths[^1] / EventsAStep) + Window;
        await using var bench = await BenchEngine.StartAsync(new MemoryDurableStore(), workers: 1, cachedHistories: 1, cancellationToken);
        await bench.ScheduleAsync(BenchFunctions.Chain, steps, "chain", cancellationToken);
        var found = new List<double>();
        var step = 0;
        foreach (var length in lengths)
        {
            for (; step < length / EventsAStep; step++) await StepAsync(bench.Engine, cancellationToken);
            var before = Stopwatch.GetTimestamp();
            for (var measured = 0; measured < Window; measured++, step++) await StepAsync(bench.Engine, cancellationToken);
            found.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds / Window);
        }

        return found;
    }

    // The episode, then the activity it asked for.
    private static async Task StepAsync(DurableEngine engine, CancellationToken cancellationToken)
    {
        await engine.RunOneAsync(cancellationToken);
        await engine.RunOneAsync(cancellationToken);
    }
}
