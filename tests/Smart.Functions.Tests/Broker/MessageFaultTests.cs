using Smart.Local.Broker;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Broker;

/// <summary>What the way of a message does to it.</summary>
public class MessageFaultTests(TestStorage storage) : BrokerTest(storage)
{
    [Fact]
    public async Task LostMessage_IsTakenAndNotStored_AndSentAgainItArrives()
    {
        var faults = new Fates(MessageFate.Lost);
        var queue = await OpenAsync(new BrokerOptions { Faults = faults });

        (await SendAsync(queue, "lost", "id")).ShouldBePositive();
        (await OpenAsync()).Peek().ShouldBeEmpty();
        await SendAsync(queue, "again", "id");

        (await DrainAsync(queue)).ShouldBe(["again"]);
        faults.Asked.ShouldBe([new(MessageChannel.Queue, "receipts", "id"), new(MessageChannel.Queue, "receipts", "id")]);
    }

    [Fact]
    public async Task RepeatedMessage_IsTwo_BehindTheBackOfDuplicateDetection_AndAThirdIsDropped()
    {
        var queue = await OpenAsync(new BrokerOptions { Faults = new Fates(MessageFate.Repeated) });
        await SendAsync(queue, "twice", "id");
        await SendAsync(queue, "dropped", "id");

        var reopened = await OpenAsync();

        reopened.Peek().Select(message => message.MessageId).ShouldBe(["id", "id"]);
        (await DrainAsync(reopened)).ShouldBe(["twice", "twice"]);
    }

    [Fact]
    public async Task LateMessage_IsOvertaken()
    {
        var queue = await OpenAsync(new BrokerOptions { Faults = new Fates(MessageFate.Late(TimeSpan.FromMinutes(3)), MessageFate.Late(TimeSpan.FromMinutes(1))) });
        await SendAsync(queue, "late");
        await queue.SendAsync([Message("scheduled and late")], Clock.GetUtcNow() + TimeSpan.FromMinutes(1), Ct);
        await SendAsync(queue, "in time");

        (await DrainAsync(queue)).ShouldBe(["in time"]);
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        (await DrainAsync(queue)).ShouldBe(["scheduled and late"]);
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromMinutes(1));

        (await DrainAsync(queue)).ShouldBe(["late"]);
    }

    [Fact]
    public async Task Batch_AsksForEachMessageInOrder()
    {
        var faults = new Fates(MessageFate.Arrives, MessageFate.Lost, MessageFate.Repeated);
        var queue = await OpenAsync(new BrokerOptions { Faults = faults });

        await queue.SendAsync([Message("a", "1"), Message("b", "2"), Message("c", "3")], cancellationToken: Ct);

        faults.Asked.Select(message => message.Id).ShouldBe(["1", "2", "3"]);
        (await DrainAsync(queue)).ShouldBe(["a", "c", "c"]);
    }

    /// <summary>Fates in order; what is sent after them arrives.</summary>
    private sealed class Fates(params MessageFate[] fates) : IMessageFaults
    {
        private readonly Queue<MessageFate> _fates = new(fates);

        public List<MessageOnItsWay> Asked { get; } = [];

        public MessageFate FateOf(MessageOnItsWay message)
        {
            Asked.Add(message);
            return _fates.TryDequeue(out var fate) ? fate : MessageFate.Arrives;
        }
    }
}
