using Azure;
using Azure.Data.Tables;
using Smart.Local.Durable;

namespace Smart.Local.Bench;

/// <summary>Many chains of activities side by side: the same in memory, on Azurite, and the writes alone.</summary>
internal sealed class EpisodeBench(BenchSizes sizes, TableServiceClient tables, string prefix)
{
    // The first episode of a chain asks for its first activity.
    private int Episodes => sizes.Chains * (sizes.Activities + 1);

    public async Task<EpisodeFigures> RunAsync(CancellationToken cancellationToken)
    {
        var raw = tables.GetTableClient($"{prefix}RawEpisodes");
        await raw.CreateIfNotExistsAsync(cancellationToken);
        var rates = await Measured.RatesAsync(
            sizes.Repeats,
            Episodes,
            repeat => ChainsAsync(new MemoryDurableStore(), repeat, cancellationToken),
            repeat => ChainsAsync(new TableDurableStore(tables, $"{prefix}E{repeat}"), repeat, cancellationToken),
            repeat => WriteAsync(raw, repeat, cancellationToken));
        return new EpisodeFigures(rates[0], rates[1], rates[2]);
    }

    private async Task ChainsAsync(IDurableStore store, int repeat, CancellationToken cancellationToken)
    {
        await using var bench = await BenchEngine.StartAsync(store, sizes.Workers, sizes.Chains, cancellationToken);
        for (var chain = 0; chain < sizes.Chains; chain++)
            await bench.ScheduleAsync(BenchFunctions.Chain, sizes.Activities, $"chain-{repeat}-{chain}", cancellationToken);
        await bench.RunAsync(cancellationToken);
    }

    // A result goes into the inbox; the episode takes it out, and writes history and state.
    private Task WriteAsync(TableClient table, int repeat, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = sizes.Workers, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(Enumerable.Range(0, Episodes), options, async (number, cancel) =>
        {
            var partition = $"{repeat}-{number % sizes.Chains}";
            await table.UpsertEntityAsync(Row(partition, $"m|{partition}|{number}"), TableUpdateMode.Replace, cancel);
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.UpsertMerge, Row(partition, $"i|{partition}")),
                    new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(partition, $"h|{partition}|{number}")),
                    new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, $"m|{partition}|{number}"), ETag.All),
                ],
                cancel);
        });
    }

    private static TableEntity Row(string partition, string key) => new(partition, key) { ["Content"] = new byte[400], ["Live"] = true };
}
