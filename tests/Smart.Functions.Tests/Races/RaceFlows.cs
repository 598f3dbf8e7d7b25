using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Races;

/// <summary>What runs in races, by the words of the cases.</summary>
internal static class RaceFlows
{
    public const string NewEmail = "new@atelier-nord.example";

    /// <summary>A receipt is booked, or goes to the worklist and holds letters.</summary>
    public static RaceFlow Receive(string name) => new($"receipt {name}", line => CollectionSteps.ReceiveAsync(line, name));

    /// <summary>A person says that an unmatched receipt pays an invoice.</summary>
    public static RaceFlow Person(RaceState state, string name, string number) =>
        new($"person {name}", line => CollectionSteps.AllocateAsync(line, name, state.DebtorId, number));

    /// <summary>The letter that is reserved leaves.</summary>
    public static RaceFlow Letter(RaceState state, string name = "letter") => new(name, line =>
        line.Get<LetterService>().DispatchAsync(new LetterKey(state.DebtorId, CollectionSteps.CaseOf(state.DebtorId), 1, 1)));

    /// <summary>The case is evaluated, and the letter leaves that comes of it.</summary>
    public static RaceFlow Reminder(RaceState state) => new("reminder", line => CollectionSteps.RemindAsync(line, state.DebtorId));

    /// <summary>The case goes to the legal stage.</summary>
    public static RaceFlow Escalation(RaceState state) => new(
        "escalation", line => line.Get<CaseService>().EscalateAsync(state.DebtorId, CollectionSteps.CaseOf(state.DebtorId)));

    /// <summary>What the daily sweep does for a debtor, but for starting the instance of its case.</summary>
    public static RaceFlow Sweep(RaceState state, string name) => new(name, async line =>
    {
        var facts = await line.Get<CaseService>().EnsureOpenAsync(state.DebtorId);
        await line.Get<ReminderIndex>().MoveAsync(state.DebtorId, facts?.Open ?? [], new DateOnly(2026, 3, 10));
    });

    /// <summary>The debtor moves, and has another e-mail address.</summary>
    public static RaceFlow Move(RaceState state) => new("move", async line =>
    {
        var contact = new DebtorContact
        {
            Name = "Atelier Nord SRL",
            Email = NewEmail,
            Address = new PostalAddress("Rue Neuve 2", "1000", "Bruxelles", "BE"),
            Channels = [Channel.Email],
        };
        (await line.Get<DebtorService>().UpdateContactAsync(state.DebtorId, contact)).Refusal.ShouldBeNull();
    });

    /// <summary>Runs the flows in every order that matters; nothing goes wrong.</summary>
    public static async Task HoldInEveryOrderAsync(this RaceState state, params IReadOnlyList<RaceFlow> flows)
    {
        var exploration = await Explorer.ExploreAsync(state.Of(flows));
        TestContext.Current.TestOutputHelper?.WriteLine(exploration.ToString());
        exploration.Violation.ShouldBeNull();
        exploration.Schedules.ShouldBeGreaterThan(1);
    }

    /// <summary>Runs flows of which all orders are too many in some random ones; nothing goes wrong.</summary>
    public static async Task HoldInSomeOrdersAsync(this RaceState state, int seed, int runs, params IReadOnlyList<RaceFlow> flows)
    {
        var exploration = await Explorer.SampleAsync(state.Of(flows), seed, runs);
        if (exploration.Violation is { } violation) Assert.Fail($"seed {seed}: {violation}");
        exploration.Schedules.ShouldBe(runs);
    }

    /// <summary>The state once the case was evaluated and its letter is reserved.</summary>
    public static Task<RaceState> WithReservedLetterAsync(this RaceState state) => state.AfterAsync(async line =>
        (await line.Get<CaseEvaluation>().EvaluateAsync(state.DebtorId, CollectionSteps.CaseOf(state.DebtorId))).ShouldBeOfType<CaseStep.WriteLetter>());
}
