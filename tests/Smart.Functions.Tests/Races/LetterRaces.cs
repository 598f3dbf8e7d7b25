using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Races;

/// <summary>Whatever changes what a debtor owes, or where it lives, against a letter that is on its way: in every order.</summary>
public sealed class LetterRaces(RaceStart start)
{
    [Theory]
    [InlineData(1_210_00)]
    [InlineData(500_00)]
    [InlineData(2_000_00)]
    public async Task Payment_AgainstAReservedLetter(long cents)
    {
        var state = await ReservedAsync(line => PaymentAsync(line, "a", cents));
        await NothingGoesWrongAsync(state, Receive("a"), Dispatch(state));
    }

    [Fact]
    public async Task Payment_AgainstEvaluationAndLetter()
    {
        var state = await (await start.LetterDayAsync()).AfterAsync(line => PaymentAsync(line, "a", 1_210_00));
        await NothingGoesWrongAsync(state, Receive("a"), Remind(state));
    }

    [Fact]
    public async Task TwoPayments_AgainstAReservedLetter()
    {
        var state = await ReservedAsync(async line =>
        {
            await PaymentAsync(line, "a", 700_00);
            await PaymentAsync(line, "b", 600_00);
        });
        await NothingGoesWrongAsync(state, Receive("a"), Receive("b"), Dispatch(state));
    }

    [Fact]
    public async Task SecondDispatch_AgainstTheFirst()
    {
        var state = await ReservedAsync(_ => Task.CompletedTask);
        await NothingGoesWrongAsync(state, Dispatch(state), new("again", line => DispatchAsync(line, state)));
    }

    /// <summary>The product has no pause yet: the nearest is the hold of a receipt that goes to the worklist.</summary>
    [Fact]
    public async Task Hold_AgainstAReservedLetter()
    {
        var state = await ReservedAsync(async line => await CollectionSteps.ReceiptAsync(
            line, "a", 1_210_00, text: $"facture {(await start.LetterDayAsync()).Owed[0].Number}"));
        await NothingGoesWrongAsync(state, Receive("a"), Dispatch(state));
    }

    [Fact]
    public async Task Hold_AgainstEvaluationAndLetter()
    {
        var begin = await start.LetterDayAsync();
        var state = await begin.AfterAsync(line => CollectionSteps.ReceiptAsync(line, "a", 1_210_00, text: $"facture {begin.Owed[0].Number}"));
        await NothingGoesWrongAsync(state, Receive("a"), Remind(state));
    }

    [Fact]
    public async Task ChangeOfAddress_AgainstAReservedLetter()
    {
        var state = await ReservedAsync(_ => Task.CompletedTask);
        await NothingGoesWrongAsync(state, Move(state), Dispatch(state));
    }

    [Fact]
    public async Task ChangeOfAddress_AndPayment_AgainstEvaluationAndLetter()
    {
        var state = await (await start.LetterDayAsync()).AfterAsync(line => PaymentAsync(line, "a", 500_00));
        await NothingGoesWrongAsync(state, Move(state), Receive("a"), Remind(state));
    }

    /// <summary>The product has no credit notes yet: the nearest is a person who says whose a receipt is.</summary>
    [Fact]
    public async Task AllocationByAPerson_AgainstAReservedLetter()
    {
        var state = await ReservedAsync(async line =>
        {
            await CollectionSteps.ReceiptAsync(line, "a", 300_00, text: "merci");
            await CollectionSteps.ReceiveAsync(line, "a");
        });
        await NothingGoesWrongAsync(state, Allocate(state), Dispatch(state));
    }

    [Fact]
    public async Task AllocationThatReleasesAHold_AgainstEvaluationAndLetter()
    {
        var begin = await start.LetterDayAsync();
        var state = await begin.AfterAsync(async line =>
        {
            await CollectionSteps.ReceiptAsync(line, "a", 300_00, text: $"facture {begin.Owed[0].Number}");
            await CollectionSteps.ReceiveAsync(line, "a");
        });
        await NothingGoesWrongAsync(state, Allocate(state), Remind(state));
    }

    private static async Task NothingGoesWrongAsync(RaceState state, params IReadOnlyList<RaceFlow> flows)
    {
        var exploration = await Explorer.ExploreAsync(state.Of(flows));
        TestContext.Current.TestOutputHelper?.WriteLine(exploration.ToString());
        exploration.Violation.ShouldBeNull();
        exploration.Schedules.ShouldBeGreaterThan(1);
    }

    private async Task<RaceState> ReservedAsync(Func<RaceLine, Task> prelude)
    {
        var state = await (await start.LetterDayAsync()).AfterAsync(prelude);
        return await state.AfterAsync(async line =>
            (await line.Get<CaseEvaluation>().EvaluateAsync(state.DebtorId, CollectionSteps.CaseOf(state.DebtorId))).ShouldBeOfType<CaseStep.WriteLetter>());
    }

    private async Task PaymentAsync(RaceLine line, string name, long cents) =>
        await CollectionSteps.ReceiptAsync(line, name, cents, (await start.LetterDayAsync()).Owed[0].Reference);

    private static RaceFlow Receive(string name) => new($"payment {name}", line => CollectionSteps.ReceiveAsync(line, name));

    private static RaceFlow Dispatch(RaceState state) => new("letter", line => DispatchAsync(line, state));

    private static RaceFlow Remind(RaceState state) => new("reminder", line => CollectionSteps.RemindAsync(line, state.DebtorId));

    private static RaceFlow Allocate(RaceState state) => new("person", line => CollectionSteps.AllocateAsync(line, "a", state.DebtorId, state.Owed[0].Number));

    private static Task<LetterProgress> DispatchAsync(RaceLine line, RaceState state) =>
        line.Get<LetterService>().DispatchAsync(new LetterKey(state.DebtorId, CollectionSteps.CaseOf(state.DebtorId), 1, 1));

    private static RaceFlow Move(RaceState state) => new("move", async line =>
    {
        var contact = new DebtorContact
        {
            Name = "Atelier Nord SRL",
            Email = "new@atelier-nord.example",
            Address = new PostalAddress("Rue Neuve 2", "1000", "Bruxelles", "BE"),
            Channels = [Channel.Email],
        };
        (await line.Get<DebtorService>().UpdateContactAsync(state.DebtorId, contact)).Refusal.ShouldBeNull();
    });
}
