using Azure.Data.Tables;
using Smart.Local.Chaos;

namespace Smart.Functions.Tests.Chaos;

/// <summary>A short run of real kills, and what the check says of its storage when somebody tampers with it.</summary>
public class ChaosRunTests(ShortChaos chaos) : IClassFixture<ShortChaos>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledProduct_KeepsEverythingItPromised()
    {
        var report = await chaos.Run.CheckAsync(Ct);

        report.Violations.SelectMany(violation => chaos.Run.HistoryOf(violation.Key).Prepend(violation.ToString())).ShouldBeEmpty();
        report.Kills.ShouldBeGreaterThan(0);
        report.Operations.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task LostReceipt_IsReported()
    {
        var table = chaos.Table("Receipts");
        var lost = await FirstAsync(table, row => row.PartitionKey != "worklist");
        await table.DeleteEntityAsync(lost.PartitionKey, lost.RowKey, cancellationToken: Ct);

        var report = await chaos.Run.CheckAsync(Ct);

        await table.AddEntityAsync(lost, Ct);
        report.Violations.ShouldContain(violation => violation.Invariant == "each movement is one receipt" && violation.Key == lost.RowKey);
        chaos.Run.HistoryOf(lost.RowKey).ShouldNotBeEmpty("A violation tells what was done to its key.");
    }

    [Fact]
    public async Task DoubledLedgerEntry_IsReported()
    {
        var table = chaos.Table("Debtors");
        var doubled = await FirstAsync(table, row => row.RowKey.StartsWith("entry|2", StringComparison.Ordinal) && row.RowKey.EndsWith("-principal", StringComparison.Ordinal));
        doubled.RowKey += "-again";
        await table.AddEntityAsync(doubled, Ct);

        var report = await chaos.Run.CheckAsync(Ct);

        await table.DeleteEntityAsync(doubled.PartitionKey, doubled.RowKey, cancellationToken: Ct);
        var reported = report.Violations.Select(violation => violation.Invariant).ToList();
        reported.ShouldContain("what is open is the sum of the ledger");
        reported.ShouldContain("a receipt is booked once and in full");
        reported.ShouldContain("money in is allocated, on account, in the worklist or in shares");
    }

    private static async Task<TableEntity> FirstAsync(TableClient table, Func<TableEntity, bool> wanted)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Ct))
        {
            if (wanted(row)) return row;
        }

        throw new InvalidOperationException("The run stored no such row.");
    }
}

/// <summary>The run, at rest; its storage is up.</summary>
public sealed class ShortChaos : IAsyncLifetime
{
    private static readonly ChaosOptions Options = new()
    {
        Length = TimeSpan.FromSeconds(15),
        Seed = 3,
        // Past what an interrupted request and a repair wait for, within what a signature may differ.
        AheadAtRest = TimeSpan.FromSeconds(200),
        Patience = TimeSpan.FromMinutes(2),
    };

    public ChaosRun Run { get; private set; } = null!;

    public TableClient Table(string name) => new(Run.Storage, ChaosProduct.Prefix + name);

    public async ValueTask InitializeAsync()
    {
        Run = await ChaosRun.StartAsync(Options, _ => { }, TestContext.Current.CancellationToken);
        try
        {
            await Run.PlayAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await Run.DisposeAsync(); // the runner disposes only of what was initialized
            throw;
        }
    }

    public ValueTask DisposeAsync() => Run.DisposeAsync();
}
