using Smart.Local.Broker;

namespace Smart.Functions.Tests.Runtime;

public class QueueFunctionTests(TestStorage storage) : HostedTest(storage)
{
    private static readonly Type[] Samples = [typeof(SendSample), typeof(QueueSamples)];

    [Fact]
    public async Task Message_IsHandledOnceAndGone()
    {
        var host = await StartAsync(null, Samples);

        await host.Http.PostAsync("/api/send/plain/hello", null, Ct);
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received hello"]);
        host.Broker.Peek("plain").ShouldBeEmpty();
    }

    [Fact]
    public async Task Message_ThatFails_ComesTenTimesAndIsDeadLettered()
    {
        var host = await StartAsync(null, Samples);

        await host.Http.PostAsync("/api/send/plain/bad", null, Ct);
        var ran = await host.RunUntilIdleAsync(Ct);

        ran.Count(entry => entry is { Function: "Receive", Succeeded: false }).ShouldBe(10);
        var dead = host.Broker.PeekDeadLetters("plain").ShouldHaveSingleItem();
        dead.Properties["DeadLetterReason"].ShouldBe("MaxDeliveryCountExceeded");
        dead.FailedDeliveries.ShouldBe(10);
    }

    [Fact]
    public async Task DeadLetter_ResubmittedAfterARestart_IsDeliveredAgain()
    {
        var host = await StartAsync(null, Samples);
        await host.Http.PostAsync("/api/send/plain/bad", null, Ct);
        await host.RunUntilIdleAsync(Ct);
        await host.RestartAsync(Ct);

        await host.Broker.ResubmitAsync("plain", host.Broker.PeekDeadLetters("plain").Single().Sequence, Ct);
        var ran = await host.RunUntilIdleAsync(Ct);

        ran.Count.ShouldBe(10);
    }

    [Fact]
    public async Task SameId_WithinTheWindow_IsDropped_AlsoAfterARestart()
    {
        var host = await StartAsync(null, Samples);

        await host.Http.PostAsync("/api/send/plain/one?id=a", null, Ct);
        await host.Http.PostAsync("/api/send/plain/two?id=a", null, Ct);
        await host.RunUntilIdleAsync(Ct);
        await host.RestartAsync(Ct);
        await host.Http.PostAsync("/api/send/plain/three?id=a", null, Ct);
        await host.AdvanceAsync(TimeSpan.FromMinutes(10), Ct);
        await host.Http.PostAsync("/api/send/plain/four?id=a", null, Ct);
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received one", "12:10:00 received four"]);
    }

    [Fact]
    public async Task Function_SettlesItsMessageItself()
    {
        var host = await StartAsync(null, Samples);
        foreach (var text in (string[])["complete", "defer", "dead", "twice"])
            await host.Http.PostAsync($"/api/send/settled/{text}", null, Ct);

        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 complete delivery 1", "12:00:00 defer delivery 1", "12:00:00 dead delivery 1", "12:00:00 twice delivery 1", "12:00:00 twice delivery 2"]);
        host.Broker.Peek("settled").Select(message => (message.Body.ToString(), message.State))
            .ShouldBe([("defer", MessageState.Deferred), ("dead", MessageState.DeadLettered)]);
        host.Broker.PeekDeadLetters("settled").Single().Properties.ShouldBe(
            new Dictionary<string, object> { ["DeadLetterReason"] = "unreadable", ["DeadLetterErrorDescription"] = "no key" }, ignoreOrder: true);
    }

    [Fact]
    public async Task UnsettledMessage_ComesAgainWhenItsLockEnds()
    {
        var host = await StartAsync(null, Samples);
        await host.Http.PostAsync("/api/send/settled/forgotten", null, Ct);

        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Ct);

        Notes.Lines.ShouldBe(["12:00:00 forgotten delivery 1", "12:01:00 forgotten delivery 2"]);
        host.Broker.Peek("settled").ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_SurviveAKill()
    {
        var host = await StartAsync(null, typeof(SendSample), typeof(ScheduleSample), typeof(QueueSamples));
        await host.Http.PostAsync("/api/schedule/plain/later/30", null, Ct);
        await host.AdvanceAsync(TimeSpan.FromMinutes(29), Ct);
        Notes.Lines.ShouldBeEmpty();

        await host.RestartAsync(Ct);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Ct);

        Notes.Lines.ShouldBe(["12:30:00 received later"]);
    }

    [Fact]
    public async Task ScheduledMessage_CanBeCancelled()
    {
        var host = await StartAsync(null, typeof(ScheduleSample), typeof(QueueSamples));
        var sequence = await (await host.Http.PostAsync("/api/schedule/plain/never/30", null, Ct)).Content.ReadAsStringAsync(Ct);

        await host.Http.DeleteAsync($"/api/schedule/plain/{sequence}", Ct);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Ct);

        Notes.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task UnknownQueue_IsAnErrorOfTheSender()
    {
        var host = await StartAsync(null, Samples);

        await host.Http.PostAsync("/api/send/nowhere/x", null, Ct);

        host.Trace.Entries.Single().Error.ShouldStartWith("ServiceBusException: There is no queue 'nowhere'");
    }
}
