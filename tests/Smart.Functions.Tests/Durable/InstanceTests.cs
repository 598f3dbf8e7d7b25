using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

public sealed class InstanceTests
{
    private static LambdaFunctions Waiter() => new LambdaFunctions()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Instant", _ => Task.FromResult<object?>("done"));

    [Fact]
    public async Task Start_WithALiveInstanceInADedupeStatus_IsRefused()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => durable.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options));
        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => durable.StartNewAsync("Wait"));
    }

    [Fact]
    public async Task Start_WithNoDedupeStatusMet_ReplacesTheLiveInstance()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        await durable.Client.RaiseEventAsync("one", "other", "for the old one");

        await durable.Client.ScheduleNewOrchestrationInstanceAsync(
            "Instant", new StartOrchestrationOptions("one") { DedupeStatuses = [] });
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    [Fact]
    public async Task Start_OverAFinishedInstance_ReplacesIt()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Instant");

        await durable.StartNewAsync("Wait");

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task Start_InTheFuture_WaitsPending()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.Client.ScheduleNewOrchestrationInstanceAsync(
            "Instant", new StartOrchestrationOptions("one", durable.Clock.GetUtcNow().AddDays(2)));
        await durable.AdvanceAsync(TimeSpan.FromDays(1));
        await durable.RestartAsync();
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Pending);

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    [Fact]
    public async Task Terminate_EndsWithTheOutputGiven_AndLaterEventsAreDropped()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");

        await durable.Client.TerminateInstanceAsync("one", "enough");
        await durable.RunAsync();
        await durable.Client.RaiseEventAsync("one", "go", "late");
        await durable.RunAsync();

        var instance = await durable.ReadAsync();
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        instance.ReadOutputAs<string>().ShouldBe("enough");
    }

    [Fact]
    public async Task Suspended_TakesNothingInUntilResumed()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        await durable.Client.SuspendInstanceAsync("one", "audit");
        await durable.RunAsync();

        await durable.Client.RaiseEventAsync("one", "go", "kept");
        await durable.RunAsync();
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await durable.RestartAsync();
        await durable.Client.ResumeInstanceAsync("one");
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("kept");
    }

    [Fact]
    public async Task Purge_RemovesFinishedInstancesOnly()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Instant", id: "done");
        await durable.StartNewAsync("Instant", id: "done too");
        await durable.StartNewAsync("Wait", id: "live");

        (await durable.Client.PurgeInstanceAsync("live")).PurgedInstanceCount.ShouldBe(0);
        (await durable.Client.PurgeInstanceAsync("done")).PurgedInstanceCount.ShouldBe(1);
        (await durable.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount.ShouldBe(1);

        (await durable.Client.GetInstanceAsync("done")).ShouldBeNull();
        (await durable.StatusAsync("live")).ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task Query_FiltersAndPages()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        for (var number = 0; number < 5; number++)
        {
            await durable.StartNewAsync("Wait", id: $"case-{number}");
        }

        await durable.StartNewAsync("Instant", id: "other");
        var query = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running], InstanceIdPrefix: "case-", PageSize: 2);

        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in durable.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        pages.Select(page => page.Values.Count).ShouldBe([2, 2, 1]);
        Should.Throw<InvalidOperationException>(() => pages[0].Values[0].ReadInputAs<string>());
    }

    [Fact]
    public async Task WaitForCompletion_EndsWithTheInstance()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        (await durable.Client.WaitForInstanceStartAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        var wait = durable.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: true);

        await durable.Client.RaiseEventAsync("one", "go", "home");
        await durable.RunAsync();

        (await wait).ReadOutputAs<string>().ShouldBe("home");
    }

    [Fact]
    public async Task Child_GivesItsResult_AndItsFailure()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Child", context => context.GetInput<int>() > 0
                ? Task.FromResult<object?>(context.Parent!.InstanceId + context.GetInput<int>())
                : throw new FormatException("not positive"))
            .Orchestrator("Parent", async context =>
            {
                var good = await context.CallSubOrchestratorAsync<string>("Child", 7);
                try
                {
                    await context.CallSubOrchestratorAsync("Child", -1, new TaskOptions().WithInstanceId("bad/child#1"));
                }
                catch (Microsoft.DurableTask.TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<FormatException>())
                {
                    return good + " " + failure.FailureDetails.ErrorMessage;
                }

                return null;
            }));

        await durable.StartNewAsync("Parent");

        (await durable.OutputAsync<string>()).ShouldBe("one7 not positive");
        (await durable.StatusAsync("bad/child#1")).ShouldBe(OrchestrationRuntimeStatus.Failed);
    }

    [Fact]
    public async Task Child_OfAnEarlierExecution_IsNotHeard()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("go"))
            .Orchestrator("Parent", async context =>
            {
                if (context.GetInput<bool>())
                {
                    return await context.WaitForExternalEvent<string>("end");
                }

                _ = context.CallSubOrchestratorAsync<string>("Child", null, new TaskOptions().WithInstanceId("child"));
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                context.ContinueAsNew(true);
                return null;
            }));
        await durable.StartNewAsync("Parent", false);
        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        await durable.Client.RaiseEventAsync("child", "go", "too late");
        await durable.RunAsync();

        (await durable.OutputAsync<string>("child")).ShouldBe("too late");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Terminate_TakesTheChildrenAlong_WhenAsked(bool recursive, OrchestrationRuntimeStatus child)
    {
        var durable = await DurableHarness.StartAsync(Waiter().Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<string>("Wait", null, new TaskOptions().WithInstanceId("child"))));
        await durable.StartNewAsync("Parent");

        await durable.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions(null, recursive));
        await durable.RunAsync();

        (await durable.StatusAsync("child")).ShouldBe(child);
    }

    [Fact]
    public async Task SendEvent_WakesTheOther()
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
