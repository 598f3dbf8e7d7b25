using Azure.Data.Tables;
using Smart.Local.Storage;

namespace Smart.Local.Bench;

/// <summary>Movements through the whole import on Azurite, and the one transaction alone that booking a receipt cannot do without.</summary>
/// <param name="sizes">How much.</param>
/// <param name="connectionString">Where tables are.</param>
/// <param name="prefix">What their names begin with: nobody else's.</param>
internal sealed class ImportBench(BankBenchSizes sizes, string connectionString, string prefix)
{
    // What a booked receipt changes in the partition of its debtor: head, invoice, entry, marker.
    private const int RowsOfAReceipt = 4;
    private static readonly string Text = new('x', 30);

    public async Task<ImportFigures> RunAsync(CancellationToken cancellationToken)
    {
        await using var system = await LocalSystem.StartAsync(new() { ConnectionString = connectionString, Prefix = $"{prefix}import", VirtualStart = BenchLedger.Start }, cancellationToken);
        var ledger = new BenchLedger(system, sizes.Invoices);
        await ledger.SeedAsync(cancellationToken);
        var raw = new TableServiceClient(connectionString).GetTableClient($"{prefix}RawReceipts");
        await raw.CreateIfNotExistsAsync(cancellationToken);
        var calls = new StorageCallFigures();
        var rates = await Measured.RatesAsync(
            sizes.Repeats,
            sizes.Movements,
            async _ =>
            {
                var before = system.Host.StorageCalls.Read();
                await ledger.ImportAsync(ledger.NextFile(sizes.Movements), cancellationToken);
                calls = system.Host.StorageCalls.Read() - before;
            },
            repeat => WriteAsync(raw, repeat, cancellationToken));
        var booked = (await ledger.ReadAsync(cancellationToken)).Payments;
        if (booked != sizes.Movements * (sizes.Repeats + 1)) throw new InvalidOperationException($"{booked} payments were booked.");
        return new ImportFigures(sizes.Movements, rates[0], rates[1], (double)calls.Product / sizes.Movements, (double)calls.Engine / sizes.Movements);
    }

    private Task WriteAsync(TableClient table, int repeat, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, sizes.Movements),
        new ParallelOptions { MaxDegreeOfParallelism = sizes.Workers, CancellationToken = cancellationToken },
        async (number, cancel) =>
        {
            var rows = Enumerable.Range(0, RowsOfAReceipt).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row($"p{number % sizes.Invoices}", $"{repeat}-{number}-{row}")));
            await table.SubmitTransactionAsync(rows, cancel);
        });

    private static TableEntity Row(string partition, string key)
    {
        const int Columns = 12;
        var row = new TableEntity(partition, key);
        for (var column = 0; column < Columns; column++) row[$"Column{column}"] = Text;
        return row;
    }
}

/// <summary>What importing costs on Azurite.</summary>
/// <param name="Movements">Of each import.</param>
/// <param name="Imported">Movements a second: posted, verified, stored, queued, matched, allocated, settled.</param>
/// <param name="Raw">Transactions of four rows a second, at the same concurrency.</param>
/// <param name="ProductCalls">Requests to storage a movement, of the product.</param>
/// <param name="EngineCalls">The same, of the local runtime: its queue and its orchestrations.</param>
public sealed record ImportFigures(int Movements, double Imported, double Raw, double ProductCalls, double EngineCalls)
{
    /// <summary>Which part of the rate of bare transactions is reached.</summary>
    public double ToRaw => Imported / Raw;

    /// <summary>Which part of the rate of requests is reached: a movement needs more than one.</summary>
    public double CallsToRaw => ToRaw * (ProductCalls + EngineCalls);
}
