using Smart.Local.Broker;

namespace Smart.Functions.Tests.Broker;

/// <summary>
/// Sessions: https://learn.microsoft.com/azure/service-bus-messaging/message-sessions. Who holds a session holds all its messages;
/// they come in order; an abandoned one comes again before the next.
/// </summary>
public class SessionTests(TestStorage storage) : BrokerTest(storage)
{
    [Fact]
    public async Task Session_IsDeliveredInOrderAndOneAtATime_BesideOthers()
    {
        var queue = await OpenAsync(sessions: true);
        await SendAsync(queue, "a1", session: "a");
        await SendAsync(queue, "a2", session: "a");
        await SendAsync(queue, "b1", session: "b");

        var (a1, b1) = (await ReceiveAsync(queue), await ReceiveAsync(queue));
        (await queue.ReceiveAsync(Ct)).ShouldBeNull("both sessions are taken");
        await EndAsync(queue, a1);

        (Text(a1), Text(b1)).ShouldBe(("a1", "b1"));
        (await DrainAsync(queue)).ShouldBe(["a2"]);
    }

    [Fact]
    public async Task Sessions_AreHandledSideBySide_UpToTheLimit()
    {
        var queue = await OpenAsync(new BrokerOptions { MaxConcurrentSessions = 2, MaxConcurrentCalls = 1 }, sessions: true);
        foreach (var session in (string[])["a", "b", "c"])
            await SendAsync(queue, session, session: session);
        var first = await ReceiveAsync(queue);
        await ReceiveAsync(queue);

        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        await EndAsync(queue, first);

        Text(await ReceiveAsync(queue)).ShouldBe("c");
    }

    [Fact]
    public async Task MessageWithoutASession_IsRefusedByAQueueWithSessions()
    {
        var queue = await OpenAsync(sessions: true);

        // The client of the service raises its "not allowed" so.
        await Should.ThrowAsync<InvalidOperationException>(() => queue.SendAsync([Message("a", session: "s"), Message("b")], cancellationToken: Ct));

        queue.Peek().ShouldBeEmpty("a batch is taken whole or not");
    }

    [Fact]
    public async Task SessionId_InAQueueWithoutSessions_IsKeptAndIgnored()
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "a1", session: "a");
        await SendAsync(queue, "a2", session: "a");

        (await ReceiveAsync(queue)).Message.SessionId.ShouldBe("a");
        Text(await ReceiveAsync(queue)).ShouldBe("a2");
    }

    [Fact]
    public async Task AbandonedMessage_ComesAgainBeforeTheNextOfItsSession()
    {
        var queue = await OpenAsync(sessions: true);
        await SendAsync(queue, "a1", session: "a");
        await SendAsync(queue, "a2", session: "a");

        await EndAsync(queue, await ReceiveAsync(queue), MessageState.Active);

        (await DrainAsync(queue)).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task PoisonMessage_BlocksItsSessionUntilItIsGivenUp_AndNoOther()
    {
        var queue = await OpenAsync(new BrokerOptions { MaxDeliveryCount = 3 }, sessions: true);
        await SendAsync(queue, "poison", session: "a");
        await SendAsync(queue, "next", session: "a");
        await SendAsync(queue, "other", session: "b");
        var seen = new List<string>();

        while (await queue.ReceiveAsync(Ct) is { } delivery)
        {
            seen.Add(Text(delivery));
            await EndAsync(queue, delivery, Text(delivery) == "poison" ? MessageState.Active : MessageState.Done);
        }

        seen.ShouldBe(["poison", "poison", "poison", "next", "other"]);
        queue.Peek().ShouldHaveSingleItem().State.ShouldBe(MessageState.DeadLettered);
    }

    [Fact]
    public async Task UnsettledMessage_HoldsItsSessionUntilItsLockEnds()
    {
        var queue = await OpenAsync(sessions: true);
        await SendAsync(queue, "a1", session: "a");
        await SendAsync(queue, "a2", session: "a");
        var forgotten = await ReceiveAsync(queue);
        queue.Release(forgotten);

        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        Clock.Set(forgotten.LockedUntil);

        (await DrainAsync(queue)).ShouldBe(["a1", "a2"]);
    }

    [Theory]
    [InlineData(MessageState.Deferred)]
    [InlineData(MessageState.DeadLettered)]
    public async Task MessageThatIsSetAside_LetsItsSessionGoOn_AndComesLastWhenResubmitted(MessageState state)
    {
        var queue = await OpenAsync(sessions: true);
        await SendAsync(queue, "a1", session: "a");
        var aside = await ReceiveAsync(queue);
        await SendAsync(queue, "a2", session: "a");

        await EndAsync(queue, aside, state);
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await queue.ResubmitAsync(aside.Sequence, Ct);

        (await DrainAsync(queue)).ShouldBe(["a2", "a1"]);
    }

    [Fact]
    public async Task ScheduledMessage_TakesItsPlaceInTheSessionWhenItIsDue()
    {
        var queue = await OpenAsync(sessions: true);
        var later = Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        var cancelled = (await queue.SendAsync([Message("cancelled", session: "a")], later, Ct))[0];
        await queue.SendAsync([Message("scheduled", session: "a")], later, Ct);
        await SendAsync(queue, "at once", session: "a");
        await queue.CancelScheduledAsync(cancelled, Ct);

        (await DrainAsync(queue)).ShouldBe(["at once"]);
        queue.NextDue()!.Value.At.ShouldBe(later);
        Clock.Set(later);

        (await DrainAsync(queue)).ShouldBe(["scheduled"]);
    }

    [Fact]
    public async Task Restart_KeepsTheOrderOfASession_AndItsDeliveryCounts()
    {
        var queue = await OpenAsync(sessions: true);
        await queue.SendAsync([.. Enumerable.Range(1, 5).Select(number => Message($"{number}", session: "a"))], cancellationToken: Ct);
        await EndAsync(queue, await ReceiveAsync(queue));
        await EndAsync(queue, await ReceiveAsync(queue), MessageState.Active);
        await ReceiveAsync(queue);

        var reopened = await OpenAsync(sessions: true);

        reopened.Peek()[0].FailedDeliveries.ShouldBe(1);
        reopened.Peek().ShouldAllBe(message => message.SessionId == "a");
        (await DrainAsync(reopened)).ShouldBe(["2", "3", "4", "5"]);
    }

    [Fact]
    public async Task Shuffled_PlainMessagesLoseTheirOrder_AndSessionsKeepIt()
    {
        var shuffled = new BrokerOptions { ShuffleSeed = 7 };
        string[] sent = [.. Enumerable.Range(1, 20).Select(number => $"{number:00}")];
        var broker = await OpenBrokerAsync(shuffled, sessions: true);
        await broker.Queue("other").SendAsync(sent.Select(text => Message(text)), cancellationToken: Ct);
        await broker.Queue("receipts").SendAsync(sent.Select(text => Message(text, session: text[..1])), cancellationToken: Ct);

        var plain = await DrainAsync(broker.Queue("other"));
        var inSessions = await DrainAsync(broker.Queue("receipts"));

        plain.SequenceEqual(sent).ShouldBeFalse();
        plain.ShouldBe(sent, ignoreOrder: true);
        inSessions.SequenceEqual(sent).ShouldBeFalse("sessions overtake each other");
        foreach (var session in sent.GroupBy(text => text[0]))
            inSessions.Where(text => text[0] == session.Key).ShouldBe(session);
    }
}
