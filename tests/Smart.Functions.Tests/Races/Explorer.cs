namespace Smart.Functions.Tests.Races;

/// <summary>What the exploration of a race came to.</summary>
/// <param name="Schedules">Runs to the end, no two of which differ only in the order of calls that do not matter to each other.</param>
/// <param name="Cut">Runs given up on the way because another shows the same.</param>
/// <param name="Steps">Storage calls in all runs.</param>
/// <param name="Violation">What went wrong first, with its schedule; null: nothing.</param>
internal sealed record Exploration(int Schedules, int Cut, int Steps, string? Violation)
{
    public override string ToString() => $"{Schedules} schedules, {Cut} cut short, {Steps} storage calls{(Violation is null ? "" : $"\n{Violation}")}";
}

/// <summary>
/// Runs a race in every order of its storage calls: depth first, each order from the start state again, and without those that differ only
/// in the order of independent calls (sleep sets, Godefroid 1996). A flow that waits before it tries again makes a run slow, not the
/// machine busy: several runs go on side by side, each on a line of its own.
/// </summary>
internal static class Explorer
{
    private const int Lines = 12;

    /// <summary>Explores all schedules; more than <paramref name="most"/> are an error of the case, which is too large.</summary>
    public static async Task<Exploration> ExploreAsync(Race race, int most = 5_000)
    {
        await using var lines = new RaceLines(race, Lines);
        var waiting = new Stack<SleepSetScheduler>([new SleepSetScheduler([], new Dictionary<int, StorageStep>())]);
        var (schedules, cut, steps) = (0, 0, 0);
        while (waiting.Count > 0)
        {
            var next = Enumerable.Range(0, Math.Min(Lines, waiting.Count)).Select(_ => waiting.Pop()).ToList();
            var runs = await lines.RunAsync(next);
            steps += runs.Sum(run => run.Steps);
            schedules += runs.Count(run => run.IsComplete);
            cut += runs.Count(run => run is { IsComplete: false, Violation: null });
            if (runs.FirstOrDefault(run => run.Violation is not null) is { } wrong) return new(schedules, cut, steps, wrong.Violation);
            if (schedules + cut > most) throw new InvalidOperationException($"More than {most} schedules.");
            foreach (var branch in next.SelectMany(scheduler => scheduler.Branches)) waiting.Push(branch);
        }

        return new(schedules, cut, steps, Violation: null);
    }

    /// <summary>Runs a race in some random orders, for cases of which all are too many.</summary>
    public static async Task<Exploration> SampleAsync(Race race, int seed, int runs)
    {
        await using var lines = new RaceLines(race, Math.Min(runs, Lines));
        var done = await lines.RunAsync([.. Enumerable.Range(0, runs).Select(run => new RandomScheduler(new Random((seed * 1000) + run)))]);
        return new(done.Count(run => run.IsComplete), 0, done.Sum(run => run.Steps), done.FirstOrDefault(run => run.Violation is not null)?.Violation);
    }
}

/// <summary>Follows a prefix, then always the first flow that does not sleep, and remembers the other ways that could be gone.</summary>
/// <param name="prefix">The places of the flows that had their turns.</param>
/// <param name="sleep">Flows whose next call was explored before from here, with what they do: what follows it is known.</param>
internal sealed class SleepSetScheduler(IReadOnlyList<int> prefix, IReadOnlyDictionary<int, StorageStep> sleep) : IScheduler
{
    private readonly List<int> _taken = [];
    private IReadOnlyDictionary<int, StorageStep> _sleep = sleep;

    /// <summary>The ways that were left aside after the prefix.</summary>
    public List<SleepSetScheduler> Branches { get; } = [];

    public int? Choose(IReadOnlyList<RunningFlow> flows)
    {
        if (_taken.Count < prefix.Count)
        {
            var place = prefix[_taken.Count];
            if (flows[place].Pending is null) throw new InvalidOperationException($"{flows[place].Name} does not do the same again.");
            _taken.Add(place);
            return place;
        }

        var awake = Enumerable.Range(0, flows.Count).Where(place => flows[place].Pending is not null && !_sleep.ContainsKey(place)).ToList();
        if (awake.Count == 0) return null;
        var explored = _sleep.ToDictionary();
        foreach (var place in awake)
        {
            var left = explored.Where(other => !other.Value.DependsOn(flows[place].Pending!)).ToDictionary();
            if (place == awake[0]) _sleep = left;
            else Branches.Add(new SleepSetScheduler([.. _taken, place], left));
            explored[place] = flows[place].Pending!;
        }

        _taken.Add(awake[0]);
        return awake[0];
    }
}

/// <summary>Any flow that waits.</summary>
internal sealed class RandomScheduler(Random random) : IScheduler
{
    public int? Choose(IReadOnlyList<RunningFlow> flows)
    {
        var ready = Enumerable.Range(0, flows.Count).Where(place => flows[place].Pending is not null).ToList();
        return ready[random.Next(ready.Count)];
    }
}
