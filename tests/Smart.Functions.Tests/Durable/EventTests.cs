using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>External events: kept until asked for, and given once.</summary>
public sealed class EventTests
{
    private static LambdaFunctions Waiter() => new LambdaFunctions()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Instant", _ => Task.FromResult<object?>("done"));

    [Fact]
    public async Task Events_BeforeTheWait_AreKeptInOrderWhateverTheirCase()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Collect", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var first = await context.WaitForExternalEvent<int>("paid");
            var second = await context.WaitForExternalEvent<int>("PAID");
            return (first * 10) + second;
        }));
        await durable.StartNewAsync("Collect");

        await durable.Client.RaiseEventAsync("one", "Paid", 1);
        await durable.Client.RaiseEventAsync("one", "paid", 2);
        await durable.RestartAsync();
        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.OutputAsync<int>()).ShouldBe(12);
    }

    [Fact]
    public async Task Event_BeforeTheFirstEpisode_IsKept()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"));

        await durable.RaiseAsync("go", "early");

        (await durable.OutputAsync<string>()).ShouldBe("early");
    }

    /// <summary>The latest wait is served first, so that a wait given up takes nothing from a newer one (microsoft/durabletask-dotnet#509).</summary>
    [Fact]
    public async Task SeveralWaitsOfOneName_AreServedOneEventEachTheLatestFirst()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Two", async context =>
        {
            var first = context.WaitForExternalEvent<string>("go");
            var second = context.WaitForExternalEvent<string>("go");
            return string.Join(' ', await Task.WhenAll(first, second));
        }));
        await durable.StartNewAsync("Two");

        await durable.RaiseAsync("go", "a");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
        await durable.RaiseAsync("go", "b");

        (await durable.OutputAsync<string>()).ShouldBe("b a");
    }

    /// <summary>A canceled wait takes no event (Azure/azure-functions-durable-extension#3255, microsoft/durabletask-dotnet#801).</summary>
    [Fact]
    public async Task CanceledWait_LeavesTheEventToTheNext()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Patient", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(3));
            }
            catch (TaskCanceledException)
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return "late: " + await context.WaitForExternalEvent<string>("answer");
            }
        }));
        await durable.StartNewAsync("Patient");

        await durable.AdvanceAsync(TimeSpan.FromDays(3));
        await durable.RaiseAsync("answer", "yes");
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<string>()).ShouldBe("late: yes");
    }

    [Fact]
    public async Task WaitsOfOneName_WithTwoTypes_AreRefused()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Mixed", async context =>
        {
            _ = context.WaitForExternalEvent<string>("go");
            return await context.WaitForExternalEvent<int>("go");
        }));

        await durable.StartNewAsync("Mixed");

        (await durable.FailureAsync()).IsCausedBy<ArgumentException>().ShouldBeTrue();
    }

    [Fact]
    public async Task EventWithTimeout_InTime_GivesThePayload()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Wait", async context =>
            await context.WaitForExternalEvent<int>("paid", TimeSpan.FromDays(3))));
        await durable.StartNewAsync("Wait");
        await durable.AdvanceAsync(TimeSpan.FromDays(2));

        await durable.RaiseAsync("paid", 5);

        (await durable.OutputAsync<int>()).ShouldBe(5);
        durable.Engine.NextDue().ShouldBeNull();
    }

    [Fact]
    public async Task EventWithTimeout_TooLate_ThrowsTaskCanceled()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Wait", async context =>
            await context.WaitForExternalEvent<int>("paid", TimeSpan.FromDays(3))));
        await durable.StartNewAsync("Wait");

        await durable.AdvanceAsync(TimeSpan.FromDays(3));

        (await durable.FailureAsync()).IsCausedBy<TaskCanceledException>().ShouldBeTrue();
    }

    [Fact]
    public async Task EventToAMissingInstance_IsLostInSilence()
    {
        var durable = await DurableHarness.StartAsync(Waiter());

        await durable.RaiseAsync("go", "nobody hears");

        (await durable.Client.GetInstanceAsync("one")).ShouldBeNull();
        await durable.StartNewAsync("Wait");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task EventToAFinishedInstance_IsLostInSilence()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Instant");

        await durable.RaiseAsync("go", "nobody hears");

        (await durable.OutputAsync<string>()).ShouldBe("done");
        await durable.StartNewAsync("Wait");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task EventOfAnotherShape_FailsTheWaitAsJsonDoes()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Wait", async context =>
            await context.WaitForExternalEvent<int>("paid")));
        await durable.StartNewAsync("Wait");

        await durable.RaiseAsync("paid", "not a number");

        (await durable.FailureAsync()).IsCausedBy<System.Text.Json.JsonException>().ShouldBeTrue();
    }

    [Fact]
    public async Task SendEvent_WakesTheOther_AndOneToNobodyIsLost()
    {
        var durable = await DurableHarness.StartAsync(Waiter().Orchestrator("Caller", context =>
        {
            context.SendEvent("other", "go", "hello");
            context.SendEvent("nobody", "go", "lost");
            return Task.FromResult<object?>(null);
        }));
        await durable.StartNewAsync("Wait", id: "other");

        await durable.StartNewAsync("Caller");

        (await durable.OutputAsync<string>("other")).ShouldBe("hello");
    }
}
