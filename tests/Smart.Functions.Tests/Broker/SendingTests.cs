using Azure.Messaging.ServiceBus;

namespace Smart.Functions.Tests.Broker;

/// <summary>What a queue takes in: a batch whole or not at all, and nothing that is too large.</summary>
public class SendingTests(TestStorage storage) : BrokerTest(storage)
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(4, 60)]
    [InlineData(100, 1)]
    public async Task Batch_ThatIsSmallEnough_IsTaken(int messages, int kibibytes)
    {
        var queue = await OpenAsync();

        await queue.SendAsync(Batch(messages, kibibytes), cancellationToken: Ct);

        (await OpenAsync()).Peek().Count.ShouldBe(messages);
    }

    [Theory]
    [InlineData(1, 61)]
    [InlineData(5, 60)]
    public async Task Batch_ThatIsTooLarge_IsRefusedWhole(int messages, int kibibytes)
    {
        var queue = await OpenAsync();

        var refused = await Should.ThrowAsync<ServiceBusException>(() => queue.SendAsync([Message("small"), .. Batch(messages, kibibytes)], cancellationToken: Ct));

        refused.Reason.ShouldBe(ServiceBusFailureReason.MessageSizeExceeded);
        (await OpenAsync()).Peek().ShouldBeEmpty();
    }

    private static IEnumerable<ServiceBusMessage> Batch(int messages, int kibibytes)
        => Enumerable.Range(0, messages).Select(_ => new ServiceBusMessage(BinaryData.FromBytes(new byte[kibibytes * 1024])));
}
