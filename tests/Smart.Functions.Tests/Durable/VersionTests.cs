using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Durable;

/// <summary>Versions of instances: learn.microsoft.com, "Orchestration versioning".</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData(null, "1.9", -1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("1.10", "1.10", 0)]
    [InlineData("1.2", "1.10", -1)]
    [InlineData("beta", "BETA", 0)]
    [InlineData("beta", "alpha", 1)]
    [InlineData("1.0", "", 1)]
    [InlineData(null, "", 0)]
    public async Task CompareVersionTo_ComparesNumbersAsVersions_AndNoneAsLowest(string? version, string other, int expected)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Versioned", context =>
            Task.FromResult<object?>(Math.Sign(context.CompareVersionTo(other)))));

        await StartAsync(durable, "Versioned", version);

        (await durable.OutputAsync<int>()).ShouldBe(expected);
    }

    [Fact]
    public async Task Version_StaysWithTheInstance_OverRestartsAndContinueAsNew()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Loop", async context =>
        {
            if (context.GetInput<bool>()) return context.Version;
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            context.ContinueAsNew(true);
            return null;
        }));
        await StartAsync(durable, "Loop", "2.0", false);
        await durable.RestartAsync();

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<string>()).ShouldBe("2.0");
    }

    /// <summary>A child takes the version its call names, else the default of the worker, never that of its parent.</summary>
    [Theory]
    [InlineData(null, "")]
    [InlineData("3.0", "3.0")]
    public async Task VersionOfAChild_IsThatOfItsCall(string? asked, string expected)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Child", context => Task.FromResult<object?>(context.Version))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
                "Child", null, new SubOrchestrationOptions { Version = asked is null ? default(TaskVersion?) : new TaskVersion(asked) })));

        await StartAsync(durable, "Parent", "1.0");

        (await durable.OutputAsync<string>()).ShouldBe(expected);
    }

    /// <summary>How a change reaches new instances while those that run keep their path.</summary>
    [Fact]
    public async Task BranchOnTheVersion_KeepsTheOldPathForOldInstances()
    {
        var changed = false;
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Old", value => value)
            .Activity<int>("New", value => value)
            .Orchestrator("Changing", async context =>
            {
                var activity = changed && context.CompareVersionTo("2.0") >= 0 ? "New" : "Old";
                await context.CallActivityAsync<int>(activity, 1);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return activity;
            }));
        await StartAsync(durable, "Changing", "1.0", id: "old");

        changed = true;
        await StartAsync(durable, "Changing", "2.0", id: "new");
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<string>("old")).ShouldBe("Old");
        (await durable.OutputAsync<string>("new")).ShouldBe("New");
    }

    private static async Task StartAsync(DurableHarness durable, string name, string? version, object? input = null, string id = "one")
    {
        var options = new StartOrchestrationOptions(id) { Version = version is null ? default(TaskVersion?) : new TaskVersion(version) };
        await durable.Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);
        await durable.RunAsync();
    }
}
