using static Smart.Functions.Tests.Races.RaceFlows;

namespace Smart.Functions.Tests.Races;

/// <summary>Whatever changes what a debtor owes, or where it lives, against a letter that is on its way.</summary>
public sealed class LetterRaces(RaceStart start)
{
    private const int Samples = 96;

    [Theory]
    [InlineData(1_210_00)]
    [InlineData(500_00)]
    [InlineData(2_000_00)]
    public async Task Payment_AgainstAReservedLetter(long cents)
    {
        var state = await (await PaidAsync(("a", cents))).WithReservedLetterAsync();
        await state.HoldInEveryOrderAsync(Receive("a"), Letter(state));
    }

    [Fact]
    public async Task Payment_AgainstEvaluationAndLetter()
    {
        var state = await PaidAsync(("a", 1_210_00));
        await state.HoldInEveryOrderAsync(Receive("a"), Reminder(state));
    }

    [Fact]
    public async Task TwoPayments_AgainstAReservedLetter()
    {
        var state = await (await PaidAsync(("a", 700_00), ("b", 600_00))).WithReservedLetterAsync();
        await state.HoldInSomeOrdersAsync(1, Samples, Receive("a"), Receive("b"), Letter(state));
    }

    [Fact]
    public async Task SecondDispatch_AgainstTheFirst()
    {
        var state = await (await start.LetterDayAsync()).WithReservedLetterAsync();
        await state.HoldInEveryOrderAsync(Letter(state), Letter(state, "again"));
    }

    /// <summary>The product has no pause yet: the nearest is the hold of a receipt that goes to the worklist.</summary>
    [Fact]
    public async Task Hold_AgainstAReservedLetter()
    {
        var state = await (await WithUncertainReceiptAsync(1_210_00)).WithReservedLetterAsync();
        await state.HoldInEveryOrderAsync(Receive("a"), Letter(state));
    }

    [Fact]
    public async Task Hold_AgainstEvaluationAndLetter()
    {
        var state = await WithUncertainReceiptAsync(1_210_00);
        await state.HoldInEveryOrderAsync(Receive("a"), Reminder(state));
    }

    [Fact]
    public async Task ChangeOfAddress_AgainstAReservedLetter()
    {
        var state = await (await start.LetterDayAsync()).WithReservedLetterAsync();
        await state.HoldInEveryOrderAsync(Move(state), Letter(state));
    }

    [Fact]
    public async Task ChangeOfAddress_AndPayment_AgainstEvaluationAndLetter()
    {
        var state = await PaidAsync(("a", 500_00));
        await state.HoldInSomeOrdersAsync(2, Samples, Move(state), Receive("a"), Reminder(state));
    }

    /// <summary>The product has no credit notes yet: the nearest is a person who says whose a receipt is.</summary>
    [Fact]
    public async Task AllocationByAPerson_AgainstAReservedLetter()
    {
        var begin = await (await start.LetterDayAsync()).AfterAsync(async line =>
        {
            await CollectionSteps.ReceiptAsync(line, "a", 300_00, text: "merci");
            await CollectionSteps.ReceiveAsync(line, "a");
        });
        var state = await begin.WithReservedLetterAsync();
        await state.HoldInEveryOrderAsync(Person(state, "a", state.Owed[0].Number), Letter(state));
    }

    [Fact]
    public async Task AllocationThatReleasesAHold_AgainstEvaluationAndLetter()
    {
        var state = await (await WithUncertainReceiptAsync(300_00)).AfterAsync(line => CollectionSteps.ReceiveAsync(line, "a"));
        await state.HoldInEveryOrderAsync(Person(state, "a", state.Owed[0].Number), Reminder(state));
    }

    private async Task<RaceState> PaidAsync(params IReadOnlyList<(string Name, long Cents)> receipts) => await (await start.LetterDayAsync()).WithReceiptsAsync(receipts);

    private async Task<RaceState> WithUncertainReceiptAsync(long cents)
    {
        var begin = await start.LetterDayAsync();
        return await begin.AfterAsync(line => CollectionSteps.ReceiptAsync(line, "a", cents, text: $"facture {begin.Owed[0].Number}"));
    }
}
