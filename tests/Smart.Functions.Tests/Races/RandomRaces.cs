using static Smart.Functions.Tests.Races.RaceFlows;

namespace Smart.Functions.Tests.Races;

/// <summary>Small cases from seeds: one to three invoices, part payments before, two or three flows, random orders.</summary>
public sealed class RandomRaces(RaceStart start)
{
    private const int Orders = 12;
    private static readonly long[] Open = [1_210_00, 242_00, 60_50];

    [Fact]
    public async Task RandomCases_NeverGoWrong()
    {
        for (var seed = 1; seed <= 24; seed++) await TryAsync(seed);
    }

    private async Task TryAsync(int seed)
    {
        var random = new Random(seed);
        var invoices = random.Next(1, Open.Length + 1);
        var begin = await (await start.ThreeInvoicesAsync()).AfterAsync(line => PreludeAsync(line, random, invoices));
        var isReserved = random.Next(2) == 0;
        var state = isReserved ? await begin.WithReservedLetterAsync() : begin;
        RaceFlow[] others =
        [
            Receive("a"), Receive("b"), Receive("c"), Move(state), Escalation(state),
            Person(state, "unknown", state.Owed[random.Next(invoices)].Number),
        ];
        random.Shuffle(others);
        await state.HoldInSomeOrdersAsync(seed, Orders, [isReserved ? Letter(state) : Reminder(state), .. others[..random.Next(1, 3)]]);
    }

    /// <summary>Invoices beyond the first few are paid, one is paid in part; four receipts wait, one of them with a hint and one without.</summary>
    private async Task PreludeAsync(RaceLine line, Random random, int invoices)
    {
        var owed = (await start.ThreeInvoicesAsync()).Owed;
        for (var paid = invoices; paid < Open.Length; paid++) await BookAsync($"paid{paid}", Open[paid], owed[paid].Reference);
        if (random.Next(2) == 0) await BookAsync("part", random.Next(1, 40_00), owed[0].Reference);
        await CollectionSteps.ReceiptAsync(line, "unknown", random.Next(1, 300_00), text: "merci");
        await CollectionSteps.ReceiveAsync(line, "unknown");
        foreach (var name in (string[])["a", "b"])
            await CollectionSteps.ReceiptAsync(line, name, Amount(random, random.Next(invoices)), owed[random.Next(invoices)].Reference);
        await CollectionSteps.ReceiptAsync(line, "c", Amount(random, 0), text: $"facture {owed[random.Next(invoices)].Number}");

        async Task BookAsync(string name, long cents, string reference)
        {
            await CollectionSteps.ReceiptAsync(line, name, cents, reference);
            await CollectionSteps.ReceiveAsync(line, name);
        }
    }

    private static long Amount(Random random, int invoice) => random.Next(4) switch
    {
        0 => Open[invoice],
        1 => Open[invoice] / 2,
        2 => Open[invoice] + random.Next(1, 500_00),
        _ => random.Next(1, 100_00),
    };
}
