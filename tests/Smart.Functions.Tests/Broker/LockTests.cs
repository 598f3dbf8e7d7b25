using Smart.Local.Broker;

namespace Smart.Functions.Tests.Broker;

/// <summary>
/// Peek-lock: https://learn.microsoft.com/azure/service-bus-messaging/message-transfers-locks-settlement. The trigger renews the
/// lock of the message whose function runs, up to maxAutoLockRenewalDuration of host.json.
/// </summary>
public class LockTests(TestStorage storage) : BrokerTest(storage)
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [Fact]
    public async Task LockedMessage_IsHiddenFromOthers_UntilItsLockEnds()
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "a");
        var first = await ReceiveAsync(queue);
        queue.Release(first);

        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        Clock.Set(first.LockedUntil - Instant);
        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        Clock.Set(first.LockedUntil);
        var second = await ReceiveAsync(queue);

        first.LockedUntil.ShouldBe(Clock.GetUtcNow());
        second.DeliveryCount.ShouldBe(2);
        await ShouldBeLostAsync(() => SettleAsync(queue, first, MessageState.Done));
        await EndAsync(queue, second);
        queue.Peek().ShouldBeEmpty();
    }

    [Fact]
    public async Task EndedLock_IsRefused_BeforeAnybodyElseReceivesTheMessage()
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "a");
        var delivery = await ReceiveAsync(queue);
        queue.Release(delivery);
        Clock.Set(delivery.LockedUntil);

        await ShouldBeLostAsync(() => SettleAsync(queue, delivery, MessageState.Done));
        await ShouldBeLostAsync(() => Task.Run(() => queue.Renew(delivery.LockToken.ToString()), Ct));
    }

    [Fact]
    public async Task Lock_IsRenewedWhileTheFunctionRuns_AndNotLongerThanAllowed()
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "slow");
        var slow = await ReceiveAsync(queue);

        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromMinutes(5) - Instant);
        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        Clock.Set(Clock.GetUtcNow() + Instant);
        var again = await ReceiveAsync(queue);

        again.DeliveryCount.ShouldBe(2);
        await ShouldBeLostAsync(() => SettleAsync(queue, slow, MessageState.Done));
        queue.Release(slow);
        await EndAsync(queue, again);
        queue.Peek().ShouldBeEmpty();
    }

    [Fact]
    public async Task Lock_OfAFunctionThatEndsLate_LastsFromItsLatestRenewal()
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "forgotten");
        var delivery = await ReceiveAsync(queue);
        var received = Clock.GetUtcNow();

        Clock.Set(received + TimeSpan.FromSeconds(150));
        queue.Release(delivery);

        queue.NextDue().ShouldBe((received + TimeSpan.FromMinutes(3), delivery.Sequence));
    }

    [Fact]
    public async Task Lock_WithoutAutomaticRenewal_EndsWhileTheFunctionRuns()
    {
        var queue = await OpenAsync(new BrokerOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero });
        await SendAsync(queue, "slow");
        var slow = await ReceiveAsync(queue);

        Clock.Set(slow.LockedUntil);

        (await ReceiveAsync(queue)).DeliveryCount.ShouldBe(2);
    }

    [Fact]
    public async Task RenewedLock_LastsAnotherLockDuration()
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "a");
        var delivery = await ReceiveAsync(queue);
        queue.Release(delivery);

        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromSeconds(40));
        queue.Renew(delivery.LockToken.ToString());
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromSeconds(59));
        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        await SettleAsync(queue, delivery, MessageState.Done);

        queue.Peek().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MessageState.Done)]
    [InlineData(MessageState.Active)]
    [InlineData(MessageState.Deferred)]
    [InlineData(MessageState.DeadLettered)]
    public async Task SettledMessage_CannotBeSettledAgain(MessageState state)
    {
        var queue = await OpenAsync();
        await SendAsync(queue, "a");
        var delivery = await ReceiveAsync(queue);
        await SettleAsync(queue, delivery, state);
        var stands = queue.Peek();

        foreach (var next in Enum.GetValues<MessageState>())
            await ShouldBeLostAsync(() => SettleAsync(queue, delivery, next));

        queue.Peek().ShouldBe(stands);
    }

    [Fact]
    public async Task LockThatEndsTooOften_MakesADeadLetter()
    {
        var queue = await OpenAsync(new BrokerOptions { MaxDeliveryCount = 3 });
        await SendAsync(queue, "a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var received = await ReceiveAsync(queue);
            received.DeliveryCount.ShouldBe(delivery);
            queue.Release(received);
            Clock.Set(received.LockedUntil);
        }

        (await queue.ReceiveAsync(Ct)).ShouldBeNull();

        var dead = queue.Peek().ShouldHaveSingleItem();
        (dead.State, dead.FailedDeliveries, dead.GivenUpAt).ShouldBe((MessageState.DeadLettered, 3, Clock.GetUtcNow()));
        dead.Properties["DeadLetterReason"].ShouldBe("MaxDeliveryCountExceeded");
    }

    [Fact]
    public async Task ConcurrentCalls_AreLimited_AlsoByFunctionsThatLostTheirLock()
    {
        var queue = await OpenAsync(new BrokerOptions { MaxConcurrentCalls = 2 });
        await queue.SendAsync([Message("a"), Message("b"), Message("c")], cancellationToken: Ct);
        var first = await ReceiveAsync(queue);
        await ReceiveAsync(queue);

        (await queue.ReceiveAsync(Ct)).ShouldBeNull();
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        (await queue.ReceiveAsync(Ct)).ShouldBeNull("both functions still run");
        queue.Release(first);

        Text(await ReceiveAsync(queue)).ShouldBe("a");
    }

    [Fact]
    public async Task Restart_KeepsEveryState_AndReleasesLocks()
    {
        var queue = await OpenAsync();
        await queue.SendAsync([.. "abcdef".Select(text => Message($"{text}"))], cancellationToken: Ct);
        await queue.SendAsync([Message("later")], Clock.GetUtcNow() + TimeSpan.FromHours(1), Ct);
        foreach (var state in Enum.GetValues<MessageState>())
            await EndAsync(queue, await ReceiveAsync(queue), state);
        var locked = await ReceiveAsync(queue);

        var reopened = await OpenAsync();

        reopened.Peek().Select(Standing).ShouldBe(queue.Peek().Select(Standing));
        await ShouldBeLostAsync(() => SettleAsync(reopened, locked, MessageState.Done));
        (await DrainAsync(reopened)).ShouldBe(["d", "e", "f"]);
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromHours(1));
        (await DrainAsync(reopened)).ShouldBe(["later"]);
    }

    private static (long, MessageState, int, DateTimeOffset, DateTimeOffset?, string) Standing(BrokerMessage message)
        => (message.Sequence, message.State, message.FailedDeliveries, message.EnqueueAt, message.GivenUpAt, message.Body.ToString());
}
