using Microsoft.DurableTask.Client;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Durable;

/// <summary>What becomes of a client's events on their way, at a test's wish.</summary>
public sealed class EventFaultTests
{
    private static LambdaFunctions Counter() => new LambdaFunctions().Orchestrator("Count", async context =>
    {
        var heard = new List<string>();
        while (await context.WaitForExternalEvent<string>("say") is var word and not "end")
        {
            heard.Add(word);
            context.SetCustomStatus(string.Join(' ', heard));
        }

        return null;
    });

    [Fact]
    public async Task EventsLostRepeatedAndLate_ArriveSo()
    {
        var faults = new Script(MessageFate.Lost, MessageFate.Repeated, MessageFate.Late(TimeSpan.FromHours(2)), MessageFate.Arrives);
        var durable = await DurableHarness.StartAsync(Counter(), faults: faults);
        await durable.StartNewAsync("Count");

        foreach (var word in (string[])["lost", "twice", "late", "plain"])
        {
            await durable.RaiseAsync("say", word);
        }

        (await HeardAsync(durable)).ShouldBe("twice twice plain");
        await durable.AdvanceAsync(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        (await HeardAsync(durable)).ShouldBe("twice twice plain");
        await durable.AdvanceAsync(TimeSpan.FromSeconds(1));
        (await HeardAsync(durable)).ShouldBe("twice twice plain late");
    }

    [Fact]
    public async Task Fate_IsAskedOnceForEachEvent_WithInstanceAndName()
    {
        var faults = new Script();
        var durable = await DurableHarness.StartAsync(Counter(), faults: faults);
        await durable.StartNewAsync("Count");

        await durable.RaiseAsync("say", "a");
        await durable.RaiseAsync("other", id: "nobody");

        faults.Asked.ShouldBe([new(MessageChannel.Event, "one", "say"), new(MessageChannel.Event, "nobody", "other")]);
    }

    [Fact]
    public async Task LateEvent_IsLostWithTheProcess()
    {
        var durable = await DurableHarness.StartAsync(Counter(), faults: new Script(MessageFate.Late(TimeSpan.FromHours(2))));
        await durable.StartNewAsync("Count");
        await durable.RaiseAsync("say", "late");

        await durable.RestartAsync();
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await HeardAsync(durable)).ShouldBeNull();
        durable.Engine.NextDue().ShouldBeNull();
    }

    [Fact]
    public async Task LateEvent_ReachesAnInstanceThatWasStartedMeanwhile_ButNoneThatEnded()
    {
        var durable = await DurableHarness.StartAsync(Counter(), faults: new Script(MessageFate.Late(TimeSpan.FromHours(2)), MessageFate.Late(TimeSpan.FromHours(2))));
        await durable.StartNewAsync("Count", id: "ends");
        await durable.RaiseAsync("say", "late", "starts");
        await durable.RaiseAsync("say", "late", "ends");

        await durable.StartNewAsync("Count", id: "starts");
        await durable.RaiseAsync("say", "end", "ends");
        await durable.AdvanceAsync(TimeSpan.FromHours(2));

        (await HeardAsync(durable, "starts")).ShouldBe("late");
        (await durable.StatusAsync("ends")).ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task StartsTerminationsAndEventsBetweenInstances_AreNotAsked()
    {
        var faults = new Script(MessageFate.Lost);
        var durable = await DurableHarness.StartAsync(
            Counter().Orchestrator("Caller", context =>
            {
                context.SendEvent("one", "say", "hello");
                return Task.FromResult<object?>(null);
            }),
            faults: faults);
        await durable.StartNewAsync("Count");

        await durable.StartNewAsync("Caller", id: "caller");
        await durable.Client.TerminateInstanceAsync("one");
        await durable.RunAsync();

        (await HeardAsync(durable)).ShouldBe("hello");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Terminated);
        faults.Asked.ShouldBeEmpty();
    }

    private static async Task<string?> HeardAsync(DurableHarness durable, string id = "one") =>
        (await durable.ReadAsync(id)).ReadCustomStatusAs<string>();

    /// <summary>One fate after the other, then everything arrives.</summary>
    private sealed class Script(params MessageFate[] fates) : IMessageFaults
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
