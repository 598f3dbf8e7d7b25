using System.Diagnostics;

namespace Smart.Local.Bench;

/// <summary>Warms up, repeats, and takes the median.</summary>
internal static class Measured
{
    /// <summary>How many a second of something that is done a number of times.</summary>
    public static async Task<double> RateAsync(int repeats, int count, Func<int, Task> act)
    {
        await act(0);
        var rates = new List<double>();
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            var before = Stopwatch.GetTimestamp();
            await act(repeat);
            rates.Add(count / Stopwatch.GetElapsedTime(before).TotalSeconds);
        }

        return Median(rates);
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
