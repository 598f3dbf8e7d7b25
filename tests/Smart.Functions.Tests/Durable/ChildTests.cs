using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>Sub-orchestrations.</summary>
public sealed class ChildTests
{
    private static LambdaFunctions Family() => new LambdaFunctions()
        .Orchestrator("Child", context => context.GetInput<int>() > 0
            ? Task.FromResult<object?>(context.Parent!.InstanceId + context.GetInput<int>())
            : throw new FormatException("not positive"))
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"));

    [Fact]
    public async Task ChildWithoutAnId_GetsOneOfItsOwn_TheSameOnEveryReplay()
    {
        var durable = await DurableHarness.StartAsync(Family().Orchestrator("Parent", async context =>
            string.Join(' ', await Task.WhenAll(
                context.CallSubOrchestratorAsync<string>("Child", 7), context.CallSubOrchestratorAsync<string>("Child", 8)))));

        await durable.StartNewAsync("Parent");

        (await durable.OutputAsync<string>()).ShouldBe("one7 one8");
        var all = await durable.Client.GetAllInstancesAsync(new OrchestrationQuery()).ToListAsync(TestContext.Current.CancellationToken);
        all.Count(instance => instance.Name == "Child").ShouldBe(2);
    }

    [Fact]
    public async Task Failure_ReachesTheParentAsTaskFailed_WithItsCause()
    {
        var durable = await DurableHarness.StartAsync(Family().Orchestrator("Parent", async context =>
        {
            try
            {
                await context.CallSubOrchestratorAsync("Child", -1, new TaskOptions().WithInstanceId("bad/child#1"));
                return null;
            }
            catch (TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<FormatException>())
            {
                return $"{failure.TaskName}: {failure.FailureDetails.ErrorMessage}";
            }
        }));

        await durable.StartNewAsync("Parent");

        (await durable.OutputAsync<string>()).ShouldBe("Child: not positive");
        (await durable.StatusAsync("bad/child#1")).ShouldBe(OrchestrationRuntimeStatus.Failed);
    }

    [Fact]
    public async Task ChildWithAnId_ThatLivesUnderAnotherParent_Fails()
    {
        var durable = await DurableHarness.StartAsync(Family().Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<string>("Wait", null, new TaskOptions().WithInstanceId("child"))));
        await durable.StartNewAsync("Parent", id: "first");

        await durable.StartNewAsync("Parent", id: "second");

        (await durable.FailureAsync("second")).InnerFailure!.ErrorMessage.ShouldContain("child");
        await durable.RaiseAsync("go", "home", "child");
        (await durable.OutputAsync<string>("first")).ShouldBe("home");
    }

    [Fact]
    public async Task ChildLeftBehind_HoldsItsParentsEndUp()
    {
        var durable = await DurableHarness.StartAsync(Family().Orchestrator("Parent", context =>
        {
            _ = context.CallSubOrchestratorAsync<string>("Wait", null, new TaskOptions().WithInstanceId("child"));
            return Task.FromResult<object?>("done");
        }));
        await durable.StartNewAsync("Parent");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);

        await durable.RaiseAsync("go", "end", "child");

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    [Fact]
    public async Task ChildOfAnEarlierExecution_IsNotHeard()
    {
        var durable = await DurableHarness.StartAsync(Family().Orchestrator("Parent", async context =>
        {
            if (context.GetInput<bool>())
            {
                return await context.WaitForExternalEvent<string>("end");
            }

            _ = context.CallSubOrchestratorAsync<string>("Wait", null, new TaskOptions().WithInstanceId("child"));
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew(true);
            return null;
        }));
        await durable.StartNewAsync("Parent", false);
        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        await durable.RaiseAsync("go", "too late", "child");

        (await durable.OutputAsync<string>("child")).ShouldBe("too late");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task TerminatedChild_FailsItsCall()
    {
        var durable = await DurableHarness.StartAsync(Family().Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<string>("Wait", null, new TaskOptions().WithInstanceId("child"))));
        await durable.StartNewAsync("Parent");

        await durable.Client.TerminateInstanceAsync("child");
        await durable.RunAsync();

        (await durable.FailureAsync()).IsCausedBy<TaskFailedException>().ShouldBeTrue();
    }
}
