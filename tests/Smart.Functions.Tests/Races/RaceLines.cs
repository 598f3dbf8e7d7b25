using System.Collections.Concurrent;

namespace Smart.Functions.Tests.Races;

/// <summary>Lines on which runs of one race go on side by side.</summary>
internal sealed class RaceLines(Race race, int count) : IAsyncDisposable
{
    // A line costs more than many runs: they go from race to race.
    private static readonly ConcurrentBag<RaceLine> Spare = [];

    private readonly List<RaceLine> _lines = [];

    /// <summary>Runs a race once for each scheduler.</summary>
    public async Task<List<ScheduleRun>> RunAsync(IReadOnlyList<IScheduler> schedulers)
    {
        while (_lines.Count < Math.Min(count, schedulers.Count)) _lines.Add(await WarmAsync());
        var runs = new List<ScheduleRun>();
        foreach (var chunk in schedulers.Chunk(count))
        {
            var some = chunk.Select((scheduler, place) => new ScheduleRun(race, _lines[place], scheduler)).ToList();
            await Task.WhenAll(some.Select(run => run.RunAsync()));
            runs.AddRange(some);
        }

        return runs;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var line in _lines) Spare.Add(line);
        return ValueTask.CompletedTask;
    }

    // What services remember of policies and accounts is read before the first run: every run then makes the same calls.
    private async Task<RaceLine> WarmAsync()
    {
        var line = Spare.TryTake(out var spare) ? spare : new RaceLine();
        line.Restore(race.Start, race.Now);
        foreach (var flow in race.Flows) await flow.Body(line);
        return line;
    }
}
