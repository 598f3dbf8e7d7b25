using System.Text.Json;
using Smart.Local.Bench;

namespace Smart.Functions.Tests.Bench;

public sealed class RuntimeBenchTests(TestStorage storage)
{
    private static readonly BenchSizes Tiny = new()
    {
        Repeats = 1,
        Chains = 2,
        Activities = 2,
        Histories = [30, 60, 120],
        FanOuts = [4, 8, 16],
        Messages = 6,
        Sleepers = 200,
        Workers = 2,
    };

    [Fact]
    public async Task Figures_AreThere_AndPositive()
    {
        var told = new List<string>();

        var figures = await RuntimeBench.RunAsync(Tiny, await storage.ConnectAsync(), storage.NewPrefix(), told.Add, TestContext.Current.CancellationToken);

        double[] ratios = [figures.Episodes.MemoryToAzurite, figures.Episodes.AzuriteToRaw, figures.Broker.ToRaw, figures.Replay.LastDoubling, figures.FanOut.LastDoubling, figures.Seconds];
        ratios.ShouldAllBe(ratio => ratio > 0 && double.IsFinite(ratio));
        figures.Replay.Points.Select(point => point.Size).ShouldBe(Tiny.Histories);
        figures.FanOut.Points.Select(point => point.Size).ShouldBe(Tiny.FanOuts);
        figures.Replay.Points.Concat(figures.FanOut.Points).ShouldAllBe(point => point.Microseconds > 0);
        figures.Sleep.Instances.ShouldBe(200);
        told.Count.ShouldBe(5);
        JsonSerializer.Serialize(figures, JsonSerializerOptions.Web).ShouldContain("\"memoryToAzurite\":");
    }

    [Fact]
    public void Growth_OfAStraightLine_IsThatLine()
    {
        var growth = new Growth([new(1, 30), new(2, 50), new(4, 90), new(8, 170)]);

        growth.Slope.ShouldBe(20, 1e-9);
        growth.Intercept.ShouldBe(10, 1e-9);
        growth.Fit.ShouldBe(1, 1e-9);
        growth.LastDoubling.ShouldBe(170.0 / 90, 1e-9);
        new Growth([new(1, 1), new(2, 4), new(4, 16), new(8, 64)]).Fit.ShouldBeLessThan(0.99, "a square is no line");
    }
}
