using System.Text.Json;
using Smart.Local.Bench;

namespace Smart.Functions.Tests.Bench;

public sealed class BankBenchTests
{
    /// <summary>Only roughly: other tests use the same memory and processors at the same time.</summary>
    [Fact]
    public async Task Parsing_IsMeasured()
    {
        var figures = await BankBench.RunAsync(megabytes: 2, repeats: 1, _ => { }, TestContext.Current.CancellationToken);

        figures.Parse.Select(parse => parse.Format).ShouldBe(["coda", "camt.053"]);
        figures.Parse.ShouldAllBe(parse => parse.Bytes >= 2_000_000 && parse.Movements > 1_000 && parse.ToLines > 0);
        figures.Parse.ShouldAllBe(parse => parse.Peak < 50_000_000);
        JsonSerializer.Serialize(figures, JsonSerializerOptions.Web).ShouldContain("\"toLines\":");
    }
}
