using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Races;

/// <summary>Payments against each other and against the steps of a case: in every order.</summary>
public sealed class CaseRaces(RaceStart start)
{
    [Theory]
    [InlineData(700_00, 600_00)]
    [InlineData(1_210_00, 1_210_00)]
    [InlineData(100_00, 200_00)]
    public async Task TwoPayments_AgainstOneInvoice(long first, long second)
    {
        var state = await PaidAsync(("a", first), ("b", second));
        await NothingGoesWrongAsync(state, Receive("a"), Receive("b"));
    }

    [Fact]
    public async Task OnePayment_DeliveredTwice()
    {
        var state = await PaidAsync(("a", 500_00));
        await NothingGoesWrongAsync(state, Receive("a"), new("again", line => CollectionSteps.ReceiveAsync(line, "a")));
    }

    [Fact]
    public async Task Payment_AgainstEscalation()
    {
        var state = await PaidAsync(("a", 1_210_00));
        await NothingGoesWrongAsync(state, Receive("a"), Escalate(state));
    }

    [Fact]
    public async Task Payment_AgainstEscalation_AndLetter()
    {
        var state = await PaidAsync(("a", 1_210_00));
        await NothingGoesWrongAsync(state, Receive("a"), Escalate(state), new("reminder", line => CollectionSteps.RemindAsync(line, state.DebtorId)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sweeps_OpenOneCase(int sweeps)
    {
        var state = await start.OverdueDayAsync();
        await NothingGoesWrongAsync(state, [.. Enumerable.Range(1, sweeps).Select(place => Sweep(state, $"sweep {place}"))]);
    }

    [Fact]
    public async Task Sweep_AgainstPayment()
    {
        var begin = await start.OverdueDayAsync();
        var state = await begin.AfterAsync(line => CollectionSteps.ReceiptAsync(line, "a", 1_210_00, begin.Owed[0].Reference));
        await NothingGoesWrongAsync(state, Sweep(state, "sweep"), Receive("a"));
    }

    private static async Task NothingGoesWrongAsync(RaceState state, params IReadOnlyList<RaceFlow> flows)
    {
        var exploration = await Explorer.ExploreAsync(state.Of(flows));
        TestContext.Current.TestOutputHelper?.WriteLine(exploration.ToString());
        exploration.Violation.ShouldBeNull();
        exploration.Schedules.ShouldBeGreaterThan(1);
    }

    private async Task<RaceState> PaidAsync(params IReadOnlyList<(string Name, long Cents)> receipts)
    {
        var state = await start.LetterDayAsync();
        return await state.AfterAsync(async line =>
        {
            foreach (var (name, cents) in receipts) await CollectionSteps.ReceiptAsync(line, name, cents, state.Owed[0].Reference);
        });
    }

    private static RaceFlow Receive(string name) => new($"payment {name}", line => CollectionSteps.ReceiveAsync(line, name));

    private static RaceFlow Escalate(RaceState state) => new(
        "escalation", line => line.Get<CaseService>().EscalateAsync(state.DebtorId, CollectionSteps.CaseOf(state.DebtorId)));

    // What the daily sweep does for a debtor, but for starting the instance.
    private static RaceFlow Sweep(RaceState state, string name) => new(name, async line =>
    {
        var facts = await line.Get<CaseService>().EnsureOpenAsync(state.DebtorId);
        await line.Get<ReminderIndex>().MoveAsync(state.DebtorId, facts?.Open ?? [], new DateOnly(2026, 3, 10));
    });
}
