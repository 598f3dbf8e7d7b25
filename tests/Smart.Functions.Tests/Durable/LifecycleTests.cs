using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>Instances ended, halted and awaited from outside.</summary>
public sealed class LifecycleTests
{
    private static LambdaFunctions Waiter() => new LambdaFunctions()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });

    [Fact]
    public async Task Terminate_EndsWithTheOutputGiven_AndLaterEventsAreDropped()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");

        await durable.Client.TerminateInstanceAsync("one", "enough");
        await durable.RunAsync();
        await durable.RaiseAsync("go", "late");

        var instance = await durable.ReadAsync();
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        instance.ReadOutputAs<string>().ShouldBe("enough");
    }

    [Fact]
    public async Task Terminate_OfASuspendedInstance_EndsIt()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        await durable.Client.SuspendInstanceAsync("one");
        await durable.RunAsync();

        await durable.Client.TerminateInstanceAsync("one");
        await durable.RunAsync();

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task Terminate_OfAMissingOrFinishedInstance_DoesNothing()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        await durable.RaiseAsync("go", "done");

        await durable.Client.TerminateInstanceAsync("one");
        await durable.Client.TerminateInstanceAsync("nobody");
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Terminate_TakesChildrenAndGrandchildrenAlong_WhenAsked(bool recursive, OrchestrationRuntimeStatus below)
    {
        var durable = await DurableHarness.StartAsync(Waiter()
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<string>("Child", null, new TaskOptions().WithInstanceId("child")))
            .Orchestrator("Child", async context =>
                await context.CallSubOrchestratorAsync<string>("Wait", null, new TaskOptions().WithInstanceId("grandchild"))));
        await durable.StartNewAsync("Parent");

        await durable.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions(null, recursive));
        await durable.RunAsync();

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Terminated);
        (await durable.StatusAsync("child")).ShouldBe(below);
        (await durable.StatusAsync("grandchild")).ShouldBe(below);
    }

    [Fact]
    public async Task Suspended_TakesNothingInUntilResumed()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Wait");
        await durable.Client.SuspendInstanceAsync("one", "audit");
        await durable.RunAsync();

        await durable.RaiseAsync("go", "kept");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await durable.RestartAsync();
        await durable.Client.ResumeInstanceAsync("one");
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("kept");
    }

    [Fact]
    public async Task Suspended_OverATimer_FiresItOnResuming()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.StartNewAsync("Sleep");
        await durable.Client.SuspendInstanceAsync("one");

        await durable.AdvanceAsync(TimeSpan.FromDays(3));
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await durable.Client.ResumeInstanceAsync("one");
        await durable.RunAsync();

        (await durable.OutputAsync<DateTime>()).ShouldBe(new DateTime(2026, 1, 8, 8, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task WaitForStart_EndsWhenItRuns_AndWaitForCompletion_WhenItEnds()
    {
        var durable = await DurableHarness.StartAsync(Waiter());
        await durable.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"));
        var started = durable.Client.WaitForInstanceStartAsync("one");
        var ended = durable.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: true);
        started.IsCompleted.ShouldBeFalse();

        await durable.RunAsync();
        (await started).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        ended.IsCompleted.ShouldBeFalse();
        await durable.RaiseAsync("go", "home");

        (await ended).ReadOutputAs<string>().ShouldBe("home");
        (await durable.Client.WaitForInstanceCompletionAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task WaitForCompletion_LastsOverContinueAsNew_AndEndsWithAFailureToo()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Twice", async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            if (context.GetInput<bool>()) throw new FormatException("no good");
            context.ContinueAsNew(true);
            return null;
        }));
        await durable.StartNewAsync("Twice", false);
        var ended = durable.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: true);

        await durable.RaiseAsync("go");
        ended.IsCompleted.ShouldBeFalse();
        await durable.RaiseAsync("go");

        (await ended).FailureDetails!.ErrorMessage.ShouldBe("no good");
    }

    [Fact]
    public async Task CustomStatus_IsSeenWhileItRuns_AndAfterItEnded()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Told", async context =>
        {
            context.SetCustomStatus(new { Step = "asked" });
            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus(null);
            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus("done");
            return null;
        }));
        await durable.StartNewAsync("Told");

        (await durable.ReadAsync()).SerializedCustomStatus.ShouldBe("""{"Step":"asked"}""");
        await durable.RaiseAsync("go");
        (await durable.ReadAsync()).SerializedCustomStatus.ShouldBeNull();
        await durable.RaiseAsync("go");

        (await durable.ReadAsync()).ReadCustomStatusAs<string>().ShouldBe("done");
    }
}
