using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Messaging.ServiceBus;
using Smart.Local.Broker;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Broker;

/// <summary>
/// A backlog over a storage that answers at once. Nothing here looks at a clock: work that grows with the square of the backlog
/// would take this test from a second to the better part of an hour.
/// </summary>
public class ManyMessagesTests
{
    private const int Backlog = 100_000;
    private const int Held = 1_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Backlog_IsDeliveredInOrder_BesideManyLocks(bool sessions)
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        var broker = await MessageBroker.OpenAsync(new InstantTable(), [new("receipts", sessions)], clock, new BrokerOptions(), Ct);
        var queue = broker.Queue("receipts");
        foreach (var batch in Enumerable.Range(0, Backlog).Chunk(1_000))
            await queue.SendAsync(batch.Select(Message), cancellationToken: Ct);

        for (var held = 0; held < Held; held++)
            queue.Release((await queue.ReceiveAsync(Ct))!);
        var last = -1;
        var delivered = 0;
        while (queue.NextDue()!.Value.At <= clock.GetUtcNow())
        {
            var delivery = (await queue.ReceiveAsync(Ct))!;
            await queue.SettleAsync(delivery.LockToken.ToString(), new Settlement(MessageState.Done), Ct);
            queue.Release(delivery);
            var number = int.Parse(delivery.Message.Body.ToString());
            number.ShouldBeGreaterThan(last);
            last = number;
            delivered++;
        }

        // A held message keeps back the nine after it of its session.
        delivered.ShouldBe(Backlog - (sessions ? 10 * Held : Held));
        queue.Peek().Count.ShouldBe(Backlog - delivered);
    }

    private static ServiceBusMessage Message(int number) => new($"{number}") { MessageId = $"id-{number}", SessionId = $"session-{number % (10 * Held)}" };

    private sealed class InstantTable : TableClient
    {
        public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult<Response<TableItem>>(null!);

        public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
            => AsyncPageable<T>.FromPages([]);

        public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
            => Task.FromResult<Response>(null!);

        public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        {
            transactionActions.Count().ShouldBeLessThanOrEqualTo(100);
            return Task.FromResult<Response<IReadOnlyList<Response>>>(null!);
        }
    }
}
