using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Smart.Local.Broker;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Broker;

/// <summary>Queues over real storage on a virtual clock, without functions: the test is the receiver.</summary>
public abstract class BrokerTest(TestStorage storage)
{
    private readonly string _prefix = storage.NewPrefix();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected VirtualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Opens the broker; opened again it is as after a kill and a restart.</summary>
    protected async Task<MessageBroker> OpenBrokerAsync(BrokerOptions? options = null, bool sessions = false)
        => await MessageBroker.OpenAsync(
            new TableClient(await storage.ConnectAsync(), $"{_prefix}Messages"), [new("receipts", sessions), new("other")], Clock, options ?? new(), Ct);

    protected async Task<MessageQueue> OpenAsync(BrokerOptions? options = null, bool sessions = false) => (await OpenBrokerAsync(options, sessions)).Queue("receipts");

    protected static ServiceBusMessage Message(string text, string? id = null, string? session = null) => new(text) { MessageId = id, SessionId = session };

    protected static async Task<long> SendAsync(MessageQueue queue, string text, string? id = null, string? session = null)
        => (await queue.SendAsync([Message(text, id, session)], cancellationToken: Ct))[0];

    protected static async Task<Delivery> ReceiveAsync(MessageQueue queue) => (await queue.ReceiveAsync(Ct)).ShouldNotBeNull("a message is ready");

    protected static Task SettleAsync(MessageQueue queue, Delivery delivery, MessageState state) => queue.SettleAsync(delivery.LockToken.ToString(), new Settlement(state), Ct);

    /// <summary>Settles a delivery whose function ends with that.</summary>
    protected static async Task EndAsync(MessageQueue queue, Delivery delivery, MessageState state = MessageState.Done)
    {
        await SettleAsync(queue, delivery, state);
        queue.Release(delivery);
    }

    /// <summary>Completes every message that is ready, and gives their texts in the order they came.</summary>
    protected static async Task<List<string>> DrainAsync(MessageQueue queue)
    {
        var texts = new List<string>();
        while (await queue.ReceiveAsync(Ct) is { } delivery)
        {
            texts.Add(Text(delivery));
            await EndAsync(queue, delivery);
        }

        return texts;
    }

    /// <summary>How many rows storage holds for the messages of the queue.</summary>
    protected async Task<int> RowsAsync()
    {
        var rows = 0;
        var query = new TableClient(await storage.ConnectAsync(), $"{_prefix}Messages").QueryAsync<TableEntity>("PartitionKey eq 'receipts' and Sequence gt 0L", cancellationToken: Ct);
        await foreach (var row in query)
            rows += row.Count > 0 ? 1 : 0;
        return rows;
    }

    protected static string Text(Delivery delivery) => delivery.Message.Body.ToString();

    protected static async Task ShouldBeLostAsync(Func<Task> settle)
        => (await Should.ThrowAsync<ServiceBusException>(settle)).Reason.ShouldBe(ServiceBusFailureReason.MessageLockLost);
}
