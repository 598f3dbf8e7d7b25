using Smart.Functions.Tests.Races;
using Smart.Functions.Tests.Storage;
using Smart.Functions.Tests.Stories;
using Smart.Local.Storage.Memory;

[assembly: AssemblyFixture(typeof(RaceStart))]

namespace Smart.Functions.Tests.Races;

/// <summary>Where races start: states that a short story leads to, told once.</summary>
public sealed class RaceStart
{
    private static readonly TimeOnly BeforeTheSweep = new(6, 0);

    private readonly Lazy<Task<RaceState>> _letterDay = new(() => TellAsync(new DateOnly(2026, 3, 16), "1000.00"));
    private readonly Lazy<Task<RaceState>> _overdueDay = new(() => TellAsync(new DateOnly(2026, 3, 10), "1000.00"));
    private readonly Lazy<Task<RaceState>> _threeInvoices = new(() => TellAsync(new DateOnly(2026, 3, 16), "1000.00", "200.00", "50.00"));

    /// <summary>One invoice of EUR 1,210.00; its first letter is due today and nobody has looked yet.</summary>
    internal Task<RaceState> LetterDayAsync() => _letterDay.Value;

    /// <summary>The same with invoices of EUR 1,210.00, 242.00 and 60.50.</summary>
    internal Task<RaceState> ThreeInvoicesAsync() => _threeInvoices.Value;

    /// <summary>One invoice that is overdue since today; no case is open.</summary>
    internal Task<RaceState> OverdueDayAsync() => _overdueDay.Value;

    private static async Task<RaceState> TellAsync(DateOnly day, params IReadOnlyList<string> amounts)
    {
        var storage = new MemoryStorage();
        await using var world = await SmallWorld.StartAsync(storage, CancellationToken.None);
        var debtorId = await world.DebtorAsync(CancellationToken.None);
        var owed = new List<Owed>();
        foreach (var amount in amounts) owed.Add(await world.InvoiceAsync(debtorId, amount, CancellationToken.None));
        await world.System.AdvanceToAsync(day, BeforeTheSweep, CancellationToken.None);
        return new RaceState(storage.Snapshot(), world.System.Host.TimeProvider.GetUtcNow(), owed);
    }
}

/// <summary>A state, and who owes in it.</summary>
/// <param name="Snapshot">What is stored.</param>
/// <param name="Now">When.</param>
/// <param name="Owed">The invoices.</param>
internal sealed record RaceState(MemorySnapshot Snapshot, DateTimeOffset Now, IReadOnlyList<Owed> Owed)
{
    public string DebtorId => Owed[0].DebtorId;

    /// <summary>The same state after something more happened, without a race.</summary>
    public async Task<RaceState> AfterAsync(Func<RaceLine, Task> prelude)
    {
        await using var line = new RaceLine();
        line.Restore(Snapshot, Now);
        await prelude(line);
        return this with { Snapshot = line.Storage.Snapshot() };
    }

    /// <summary>The same state with receipts for the first invoice that wait to be booked.</summary>
    public Task<RaceState> WithReceiptsAsync(IReadOnlyList<(string Name, long Cents)> receipts) => AfterAsync(async line =>
    {
        foreach (var (name, cents) in receipts) await CollectionSteps.ReceiptAsync(line, name, cents, Owed[0].Reference);
    });

    /// <summary>A race of flows from here, watched; its steps run again at the end.</summary>
    public Race Of(params IReadOnlyList<RaceFlow> flows) => new(Snapshot, Now, flows, line => new DebtorWatch(line, DebtorId, async () =>
    {
        foreach (var flow in flows) await flow.Body(line);
    }));
}
