using Smart.Local.Durable;

namespace Smart.Local.Bench;

/// <summary>
/// What grows with the length of a history, in the memory store and one piece of work at a time. Measured in processor time, which
/// other programs on the machine do not lengthen.
/// </summary>
internal sealed class GrowthBench(BenchSizes sizes)
{
    // An activity and the episode that takes its result in: the result, the start of the episode, the next request.
    private const int EventsAStep = 3;

    // How many steps around a length are measured together.
    private const int Window = 20;

    /// <summary>A step (an activity and its episode) of a single chain, at each length of its history.</summary>
    public async Task<Growth> ReplayAsync(CancellationToken cancellationToken)
    {
        for (var warmUp = 0; warmUp < sizes.Repeats; warmUp++) await StepsAsync(cancellationToken);
        var runs = new List<IReadOnlyList<double>>();
        for (var repeat = 0; repeat < sizes.Repeats; repeat++) runs.Add(await StepsAsync(cancellationToken));
        return new Growth([.. sizes.Histories.Select((length, index) => new GrowthPoint(length, Measured.Median(runs.Select(run => run[index]))))]);
    }

    /// <summary>An activity among many asked for at once.</summary>
    public async Task<Growth> FanOutAsync(CancellationToken cancellationToken)
    {
        var points = new List<GrowthPoint>();
        foreach (var count in sizes.FanOuts)
        {
            await FanAsync(count, cancellationToken);
            var runs = new List<double>();
            for (var repeat = 0; repeat < sizes.Repeats; repeat++) runs.Add(await FanAsync(count, cancellationToken));
            points.Add(new GrowthPoint(count, Measured.Median(runs)));
        }

        return new Growth(points);
    }

    private static async Task<double> FanAsync(int count, CancellationToken cancellationToken)
    {
        await using var bench = await BenchEngine.StartAsync(new MemoryDurableStore(), workers: 1, cachedHistories: 1, cancellationToken);
        await bench.ScheduleAsync(BenchFunctions.Fan, count, "fan", cancellationToken);
        return await Measured.ProcessorAsync(() => bench.DrainAsync(cancellationToken)) / count;
    }

    private async Task<IReadOnlyList<double>> StepsAsync(CancellationToken cancellationToken)
    {
        var steps = (sizes.Histories[^1] / EventsAStep) + Window;
        await using var bench = await BenchEngine.StartAsync(new MemoryDurableStore(), workers: 1, cachedHistories: 1, cancellationToken);
        await bench.ScheduleAsync(BenchFunctions.Chain, steps, "chain", cancellationToken);
        var found = new List<double>();
        var done = 0;
        foreach (var length in sizes.Histories)
        {
            var from = Math.Max(done, (length / EventsAStep) - (Window / 2));
            await StepAsync(bench.Engine, from - done, cancellationToken);
            found.Add(await Measured.ProcessorAsync(() => StepAsync(bench.Engine, Window, cancellationToken)) / Window);
            done = from + Window;
        }

        return found;
    }

    // Each step is an episode, then the activity it asked for.
    private static async Task StepAsync(DurableEngine engine, int steps, CancellationToken cancellationToken)
    {
        for (var piece = 0; piece < 2 * steps; piece++) await engine.RunOneAsync(cancellationToken);
    }
}
