using Azure.Data.Tables;
using Smart.Local.Storage.Memory;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Races;

/// <summary>The explorer itself: it runs every order that matters, no other, and finds what is wrong.</summary>
public sealed class ExplorerTests(RaceStart start)
{
    [Theory]
    [InlineData(2, 1, "same", 2)]
    [InlineData(2, 2, "same", 6)]
    [InlineData(3, 1, "same", 6)]
    [InlineData(2, 2, "own", 1)]
    [InlineData(3, 2, "read", 1)]
    public async Task Schedules_AreThoseThatMatter(int flows, int calls, string kind, int expected)
    {
        var race = new Race(new MemoryStorage().Snapshot(), default, [.. Enumerable.Range(0, flows).Select(Flow)], _ => new Unwatched());

        var exploration = await Explorer.ExploreAsync(race);

        exploration.Violation.ShouldBeNull();
        exploration.Schedules.ShouldBe(expected);

        RaceFlow Flow(int place) => new($"flow {place}", async line =>
        {
            var table = line.Get<TableServiceClient>().GetTableClient("Things");
            for (var call = 0; call < calls; call++)
            {
                if (kind == "read") await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
                else await Ignoring404Async(() => table.UpsertEntityAsync(new TableEntity(kind == "own" ? $"p{place}" : "p", "r")));
            }
        });
    }

    [Fact]
    public async Task FlowThatWritesWhatItReadWithoutCondition_IsFound()
    {
        var state = await start.LetterDayAsync();
        var number = state.Owed[0].Number;

        var exploration = await Explorer.ExploreAsync(state.Of(Wrong("one", 100_00), Wrong("two", 200_00)));

        exploration.Violation.ShouldNotBeNull();
        exploration.Violation.ShouldContain("the open row and the ledger");
        exploration.Violation.ShouldContain("one: GET");

        // Reads the open row, and writes it back less the payment, whatever was written meanwhile.
        RaceFlow Wrong(string name, long cents) => new(name, async line =>
        {
            var store = line.Get<TableStore>();
            var open = await store.FindAsync<OpenInvoice>(TableNames.Debtors, state.DebtorId, DebtorKeys.Open(number));
            var paid = Money.Eur(cents);
            var entry = LedgerEntry.Of(state.DebtorId, number, $"{name}-principal", EntryKind.PrincipalPaid, -paid, new DateOnly(2026, 3, 13), state.Now);
            await store.CommitAsync(new RowBatch(TableNames.Debtors, state.DebtorId).Put(open! with { Principal = open.Principal - paid }).Put(entry));
        });
    }

    [Fact]
    public async Task VersionsThatNobodyChecks_AreMissed()
    {
        var state = await (await (await start.LetterDayAsync()).WithReceiptsAsync([("a", 500_00)])).WithReservedLetterAsync();

        var letter = await Explorer.ExploreAsync(state.Of(RaceFlows.Receive("a"), RaceFlows.Letter(state)) with { ForgetsVersions = true });
        var twice = await Explorer.ExploreAsync(state.Of(RaceFlows.Letter(state), RaceFlows.Letter(state, "again")) with { ForgetsVersions = true });
        var sample = await Explorer.SampleAsync(state.Of(RaceFlows.Receive("a"), RaceFlows.Letter(state)) with { ForgetsVersions = true }, seed: 1, runs: 48);

        letter.Violation.ShouldNotBeNull().ShouldContain("asks for");
        twice.Violation.ShouldNotBeNull();
        sample.Violation.ShouldNotBeNull();
        TestContext.Current.TestOutputHelper?.WriteLine($"{letter}\n{twice}");
    }

    private static async Task Ignoring404Async(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            // No table: the order of the calls is what is asked.
        }
    }

    private sealed class Unwatched : IRaceWatch
    {
        public void AfterStep(StorageStep step)
        {
        }

        public Task RepairAsync() => Task.CompletedTask;

        public void AtEnd()
        {
        }
    }
}
