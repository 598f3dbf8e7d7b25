using Smart.Local.Broker;

namespace Smart.Functions.Tests.Broker;

/// <summary>
/// Duplicate detection: https://learn.microsoft.com/azure/service-bus-messaging/duplicate-detection. The second message is
/// reported as accepted and dropped; nothing but its id is looked at; scheduled messages are included.
/// </summary>
public class DuplicateTests(TestStorage storage) : BrokerTest(storage)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Duplicate_IsAcceptedAndDropped_UntilTheWindowOfTheFirstEnds()
    {
        var queue = await OpenAsync();
        var first = await SendAsync(queue, "one", "id");
        await DrainAsync(queue);

        Clock.Set(Clock.GetUtcNow() + Window - TimeSpan.FromTicks(1));
        (await SendAsync(queue, "two", "id")).ShouldBe(first);
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromTicks(1));
        (await SendAsync(queue, "three", "id")).ShouldBeGreaterThan(first);

        (await DrainAsync(queue)).ShouldBe(["three"]);
    }

    [Fact]
    public async Task SameId_InAnotherQueue_IsNoDuplicate()
    {
        var broker = await OpenBrokerAsync();
        await SendAsync(broker.Queue("receipts"), "one", "id");
        await SendAsync(broker.Queue("other"), "two", "id");

        (await DrainAsync(broker.Queue("receipts"))).ShouldBe(["one"]);
        (await DrainAsync(broker.Queue("other"))).ShouldBe(["two"]);
    }

    [Fact]
    public async Task SameId_WithoutAWindow_IsTwoMessages()
    {
        var queue = await OpenAsync(new BrokerOptions { DuplicateWindow = TimeSpan.Zero });

        await queue.SendAsync([Message("one", "id"), Message("two", "id")], cancellationToken: Ct);

        (await DrainAsync(queue)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task ScheduledAndOther_AreDuplicatesOfEachOther()
    {
        var queue = await OpenAsync();
        var later = Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        await queue.SendAsync([Message("scheduled", "a")], later, Ct);
        await SendAsync(queue, "at once", "a");
        await SendAsync(queue, "at once", "b");
        await queue.SendAsync([Message("scheduled", "b")], later, Ct);

        var atOnce = await DrainAsync(queue);
        Clock.Set(later);

        atOnce.ShouldBe(["at once"]);
        (await DrainAsync(queue)).ShouldBe(["scheduled"]);
    }

    [Fact]
    public async Task ScheduledMessage_IsCancelledBeforeItIsDue_AndKeepsItsIdInTheWindow()
    {
        var queue = await OpenAsync();
        var later = Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        var cancelled = (await queue.SendAsync([Message("cancelled", "a")], later, Ct))[0];
        var due = (await queue.SendAsync([Message("due")], later, Ct))[0];

        await queue.CancelScheduledAsync(cancelled, Ct);
        await SendAsync(queue, "again", "a");
        Clock.Set(later);

        (await DrainAsync(queue)).ShouldBe(["due"]);
        await Should.ThrowAsync<Azure.Messaging.ServiceBus.ServiceBusException>(() => queue.CancelScheduledAsync(due, Ct));
    }

    [Fact]
    public async Task SameId_InOneBatch_IsTakenOnce_AlsoAfterARestart()
    {
        var queue = await OpenAsync();
        var sequences = await queue.SendAsync([Message("one", "a"), Message("two", "b"), Message("three", "a")], cancellationToken: Ct);

        sequences[2].ShouldBe(sequences[0]);
        var reopened = await OpenAsync();
        await SendAsync(reopened, "four", "b");

        (await DrainAsync(reopened)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task SameId_SentByManyAtOnce_IsTakenOnce()
    {
        var queue = await OpenAsync();

        var sequences = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SendAsync(queue, "text", $"id-{number % 2}")));

        sequences.Distinct().Count().ShouldBe(2);
        (await DrainAsync(queue)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Tombstones_AreDeletedOnceTheirWindowHasEnded()
    {
        var broker = await OpenBrokerAsync();
        await broker.Queue("receipts").SendAsync([.. Enumerable.Range(0, 150).Select(number => Message("text", $"id-{number}"))], cancellationToken: Ct);
        await DrainAsync(broker.Queue("receipts"));
        Clock.Set(Clock.GetUtcNow() + Window);

        (await RowsAsync()).ShouldBe(150);
        await broker.Queue("receipts").PurgeAsync();

        (await RowsAsync()).ShouldBe(50);
    }
}
