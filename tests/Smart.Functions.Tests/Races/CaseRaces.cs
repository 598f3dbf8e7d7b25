using static Smart.Functions.Tests.Races.RaceFlows;

namespace Smart.Functions.Tests.Races;

/// <summary>Payments against each other and against the steps of a case.</summary>
public sealed class CaseRaces(RaceStart start)
{
    private const int Samples = 96;

    [Theory]
    [InlineData(700_00, 600_00)]
    [InlineData(1_210_00, 1_210_00)]
    [InlineData(100_00, 200_00)]
    public async Task TwoPayments_AgainstOneInvoice(long first, long second)
    {
        var state = await (await start.LetterDayAsync()).WithReceiptsAsync([("a", first), ("b", second)]);
        await state.HoldInEveryOrderAsync(Receive("a"), Receive("b"));
    }

    [Fact]
    public async Task OnePayment_DeliveredTwice()
    {
        var state = await (await start.LetterDayAsync()).WithReceiptsAsync([("a", 500_00)]);
        await state.HoldInEveryOrderAsync(Receive("a"), Receive("a") with { Name = "again" });
    }

    [Fact]
    public async Task Payment_AgainstEscalation()
    {
        var state = await (await start.LetterDayAsync()).WithReceiptsAsync([("a", 1_210_00)]);
        await state.HoldInEveryOrderAsync(Receive("a"), Escalation(state));
    }

    [Fact]
    public async Task Payment_AgainstEscalation_AndLetter()
    {
        var state = await (await start.LetterDayAsync()).WithReceiptsAsync([("a", 1_210_00)]);
        await state.HoldInSomeOrdersAsync(3, Samples, Receive("a"), Escalation(state), Reminder(state));
    }

    [Fact]
    public async Task TwoSweeps_OpenOneCase()
    {
        var state = await start.OverdueDayAsync();
        await state.HoldInEveryOrderAsync(Sweep(state, "sweep 1"), Sweep(state, "sweep 2"));
    }

    [Fact]
    public async Task ThreeSweeps_OpenOneCase()
    {
        var state = await start.OverdueDayAsync();
        await state.HoldInSomeOrdersAsync(4, Samples, Sweep(state, "sweep 1"), Sweep(state, "sweep 2"), Sweep(state, "sweep 3"));
    }

    [Fact]
    public async Task Sweep_AgainstPayment()
    {
        var state = await (await start.OverdueDayAsync()).WithReceiptsAsync([("a", 1_210_00)]);
        await state.HoldInEveryOrderAsync(Sweep(state, "sweep"), Receive("a"));
    }
}
