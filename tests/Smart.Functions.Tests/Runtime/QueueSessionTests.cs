using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Broker;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Runtime;

public class QueueSessionTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task Sessions_AreOrderedEach_WhateverTheirWorkersAndTheOrderOfTheQueue()
    {
        var host = await StartAsync(
            options => options with { Deterministic = false, Broker = new BrokerOptions { ShuffleSeed = 3 } }, typeof(SessionSample));
        string[] sent = [.. Enumerable.Range(0, 30).Select(number => $"{(char)('a' + (number % 3))}{number:00}")];

        await using var sender = host.Services.GetRequiredService<ServiceBusClient>().CreateSender("ordered");
        await sender.SendMessagesAsync(sent.Select(text => new ServiceBusMessage(text) { SessionId = text[..1] }), Ct);
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldNotContain("two at once");
        foreach (var session in sent.GroupBy(text => text[0]))
            Notes.Lines.Where(text => text[0] == session.Key).ShouldBe(session);
    }

    [Fact]
    public async Task PoisonMessage_IsGivenUp_AndTheNextOfItsSessionFollows()
    {
        var host = await StartAsync(null, typeof(SessionSample));
        await using var sender = host.Services.GetRequiredService<ServiceBusClient>().CreateSender("ordered");

        await sender.SendMessagesAsync([new("bad") { SessionId = "s" }, new("good") { SessionId = "s" }], Ct);
        var ran = await host.RunUntilIdleAsync(Ct);

        ran.Count(entry => !entry.Succeeded).ShouldBe(10);
        Notes.Lines[^1].ShouldBe("good");
        host.Broker.PeekDeadLetters("ordered").ShouldHaveSingleItem().SessionId.ShouldBe("s");
    }

    [Fact]
    public async Task FaultsOfTheHost_ReachTheQueues()
    {
        var host = await StartAsync(options => options with { MessageFaults = new EachTwice() }, typeof(SendSample), typeof(QueueSamples));

        await host.Http.PostAsync("/api/send/plain/hello", null, Ct);
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received hello", "12:00:00 received hello"]);
    }

    private sealed class EachTwice : IMessageFaults
    {
        public MessageFate FateOf(MessageOnItsWay message) => MessageFate.Repeated;
    }

    public sealed class SessionSample(Notes notes)
    {
        [Function("Ordered")]
        public async Task Receive([ServiceBusTrigger("ordered", IsSessionsEnabled = true)] string text, string sessionId)
        {
            var before = notes.Lines.Count(line => line[..1] == sessionId);
            await Task.Yield();
            if (notes.Lines.Count(line => line[..1] == sessionId) != before)
                notes.Add("two at once");
            notes.Add(text);
            if (text == "bad")
                throw new InvalidOperationException("not this one");
        }
    }
}
