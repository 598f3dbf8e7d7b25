using System.Diagnostics;

namespace Smart.Local.Bench;

/// <summary>Warms up, repeats, and takes the median.</summary>
internal static class Measured
{
    /// <summary>
    /// How many a second of several things that are each done a number of times. They take turns, so that a busy moment of the machine
    /// meets all of them.
    /// </summary>
    public static async Task<double[]> RatesAsync(int repeats, int count, params IReadOnlyList<Func<int, Task>> acts)
    {
        var rates = acts.Select(_ => new List<double>()).ToList();
        for (var repeat = 0; repeat <= repeats; repeat++)
        {
            foreach (var (index, act) in acts.Index())
            {
                var before = Stopwatch.GetTimestamp();
                await act(repeat);
                // The first turn warms up.
                if (repeat > 0) rates[index].Add(count / Stopwatch.GetElapsedTime(before).TotalSeconds);
            }
        }

        return [.. rates.Select(Median)];
    }

    /// <summary>The microseconds of processor time that something takes.</summary>
    public static async Task<double> ProcessorAsync(Func<Task> act)
    {
        var before = Environment.CpuUsage.TotalTime;
        await act();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Managed bytes in use, after everything that can go has gone.</summary>
    public static long Bytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
