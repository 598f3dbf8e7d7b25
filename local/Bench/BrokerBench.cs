using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Broker;
using Smart.Local.Runtime;

namespace Smart.Local.Bench;

/// <summary>Messages through a queue to a function that does nothing, and the writes alone that they make.</summary>
internal sealed class BrokerBench(BenchSizes sizes, string connectionString, string prefix)
{
    public async Task<BrokerFigures> RunAsync(CancellationToken cancellationToken)
    {
        var options = new LocalHostOptions
        {
            ConnectionString = connectionString,
            Prefix = $"{prefix}broker",
            VirtualStart = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero),
            FunctionTypes = [typeof(BenchQueue)],
            Workers = sizes.Workers,
            Broker = new BrokerOptions { MaxConcurrentCalls = sizes.Workers },
        };
        await using var host = await LocalHost.StartAsync(options, cancellationToken);
        var raw = new TableServiceClient(connectionString).GetTableClient($"{prefix}RawMessages");
        await raw.CreateIfNotExistsAsync(cancellationToken);
        var rates = await Measured.RatesAsync(
            sizes.Repeats, sizes.Messages, _ => SendAsync(host, cancellationToken), repeat => WriteAsync(raw, repeat, cancellationToken));
        return new BrokerFigures(rates[0], rates[1]);
    }

    private async Task SendAsync(LocalHost host, CancellationToken cancellationToken)
    {
        await using var sender = host.Services.GetRequiredService<ServiceBusClient>().CreateSender(BenchQueue.Name);
        await ManyAsync(async (_, cancel) => await sender.SendMessageAsync(new ServiceBusMessage("{\"key\":\"0123456789\"}"), cancel), cancellationToken);
        await host.RunUntilIdleAsync(cancellationToken);
    }

    // The row of a message is written when it is sent and when it is settled.
    private Task WriteAsync(TableClient table, int repeat, CancellationToken cancellationToken) => ManyAsync(
        async (number, cancel) =>
        {
            await table.AddEntityAsync(Row($"raw|{repeat}|{number}"), cancel);
            await table.UpsertEntityAsync(Row($"raw|{repeat}|{number}"), TableUpdateMode.Replace, cancel);
        },
        cancellationToken);

    private Task ManyAsync(Func<int, CancellationToken, ValueTask> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, sizes.Messages), new ParallelOptions { MaxDegreeOfParallelism = sizes.Workers, CancellationToken = cancellationToken }, act);

    private static TableEntity Row(string key) => new("raw", key)
    {
        ["Sequence"] = 1L,
        ["MessageId"] = key,
        ["Body"] = new byte[20],
        ["SentAt"] = DateTimeOffset.UnixEpoch,
        ["EnqueueAt"] = DateTimeOffset.UnixEpoch,
        ["FailedDeliveries"] = 0,
        ["State"] = "Active",
    };
}
