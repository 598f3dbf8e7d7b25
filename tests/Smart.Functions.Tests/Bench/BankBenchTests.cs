using System.Text.Json;
using Smart.Local.Bench;

namespace Smart.Functions.Tests.Bench;

[Collection(nameof(MeasuresMemory))]
public sealed class BankBenchTests(TestStorage storage)
{
    private static readonly BankBenchSizes Hundredth = new()
    {
        Megabytes = 2,
        Repeats = 1,
        Movements = 20,
        Growth = [50, 200, 1_000],
        Webhooks = 20,
        Storm = 30,
        Invoices = 20,
        Workers = 2,
    };

    /// <summary>Only roughly: other tests use the same memory and processors at the same time.</summary>
    [Fact]
    public async Task MoneyComingIn_IsMeasured()
    {
        var told = new List<string>();

        var figures = await new BankBench(Hundredth, await storage.ConnectAsync(), storage.NewPrefix(), told.Add).RunAsync(TestContext.Current.CancellationToken);

        figures.Parse.Select(parse => parse.Format).ShouldBe(["coda", "camt.053"]);
        figures.Parse.ShouldAllBe(parse => parse.Bytes >= 2_000_000 && parse.Movements > 1_000 && parse.ToLines > 0);
        figures.Parse.ShouldAllBe(parse => parse.Peak < 50_000_000);
        double[] ratios = [figures.Import.ToRaw, figures.Import.CallsToRaw, figures.Webhooks.ToEmpty, figures.WebhooksInMemory.ToEmpty, figures.Growth.TimeFactor];
        ratios.ShouldAllBe(ratio => ratio > 0 && double.IsFinite(ratio));
        figures.Storm.IsExact.ShouldBeTrue();
        figures.Interrupted.ShouldBeNull();
        told.Count.ShouldBe(8);
        JsonSerializer.Serialize(figures, JsonSerializerOptions.Web).ShouldContain("\"toLines\":");
    }

    /// <summary>Calls are counted exactly, whatever else the machine does.</summary>
    [Fact]
    public async Task Movement_TakesAsManyStorageCalls_AmongManyAsAmongFew()
    {
        var growth = await new MovementGrowthBench(new BankBenchSizes { Growth = [300, 3_000], Invoices = 100 }).RunAsync(_ => { }, TestContext.Current.CancellationToken);

        growth.Points.Select(point => point.Movements).ShouldBe([300, 3_000]);
        growth.CallsFactor.ShouldBeLessThan(1.05);
    }
}
