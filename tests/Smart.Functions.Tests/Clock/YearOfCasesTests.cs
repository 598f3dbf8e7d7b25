using Smart.Functions.Tests.Storage;
using Smart.Local.Storage.Memory;

namespace Smart.Functions.Tests.Clock;

/// <summary>A year of the whole product: what runs belongs to a case or to a day, and a case costs the same however many there are.</summary>
public sealed class YearOfCasesTests
{
    private const int Few = 3, Many = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Year_CostsPerCaseAndPerDay()
    {
        var few = await RunsInAYearAsync(Few);
        var many = await RunsInAYearAsync(Many);

        many.Keys.ShouldBe(few.Keys, ignoreOrder: true);
        foreach (var (function, runs) in many) new[] { few[function], few[function] * Many / Few }.ShouldContain(runs, function);
        (few["DispatchLetter"], many["DispatchLetter"]).ShouldBe((3 * Few, 3 * Many));
        many["FinishSweep"].ShouldBe(few["FinishSweep"]);
    }

    private static async Task<Dictionary<string, int>> RunsInAYearAsync(int cases)
    {
        await using var world = await SmallWorld.StartAsync(new MemoryStorage(), Ct);
        await world.InvoiceAsync(await world.DebtorAsync(Ct), "1000.00", Ct);
        for (var number = 1; number < cases; number++) await world.InvoiceAsync(await OtherDebtorAsync(world, number), "1000.00", Ct);
        var before = world.System.Host.Trace.Entries.Count;
        await world.System.AdvanceToAsync(new DateOnly(2027, 3, 1));
        return world.System.Host.Trace.Entries.Skip(before).GroupBy(entry => entry.Function).ToDictionary(runs => runs.Key, runs => runs.Count(), StringComparer.Ordinal);
    }

    private static async Task<string> OtherDebtorAsync(SmallWorld world, int number)
    {
        var digits = 8_000_000 + number;
        var address = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };
        var debtor = new { kind = "enterprise", language = "fr", name = $"Client {number} SRL", address, enterpriseNumber = $"0{digits}{97 - (digits % 97):D2}", email = $"client{number}@client.example" };
        return (await world.System.As("anna", "member").PostAsync("debtors", debtor, cancellationToken: Ct)).Text("id");
    }
}
