using System.Diagnostics;
using Azure.Data.Tables;

namespace Smart.Local.Bench;

/// <summary>Measures the local runtime.</summary>
public static class RuntimeBench
{
    /// <summary>Measures everything, one thing after another.</summary>
    /// <param name="sizes">How much of it.</param>
    /// <param name="connectionString">Where tables are.</param>
    /// <param name="prefix">What their names begin with: nobody else's.</param>
    /// <param name="tell">Told what is measured next.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RuntimeFigures> RunAsync(
        BenchSizes sizes, string connectionString, string prefix, Action<string> tell, CancellationToken cancellationToken = default)
    {
        var before = Stopwatch.GetTimestamp();
        tell("memory of sleeping orchestrations");
        var sleep = await new SleepBench(sizes).RunAsync(cancellationToken);
        var growth = new GrowthBench(sizes);
        tell("replay at growing histories");
        var replay = await growth.ReplayAsync(cancellationToken);
        tell("activities asked for at once");
        var fanOut = await growth.FanOutAsync(cancellationToken);
        tell("episodes in memory and on Azurite");
        var episodes = await new EpisodeBench(sizes, new TableServiceClient(connectionString), prefix).RunAsync(cancellationToken);
        tell("messages through a queue");
        var broker = await new BrokerBench(sizes, connectionString, prefix).RunAsync(cancellationToken);
        return new RuntimeFigures(episodes, replay, fanOut, broker, sleep, Stopwatch.GetElapsedTime(before).TotalSeconds);
    }
}
