using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>Executions that follow each other under one id.</summary>
public sealed class ContinueAsNewTests
{
    /// <summary>
    /// What an execution left unfinished is discarded with it: learn.microsoft.com, "Eternal orchestrations" (considerations). It
    /// does not hold the next execution up, as it would an end.
    /// </summary>
    [Fact]
    public async Task NewExecution_KeepsUnreadEventsAndForgetsUnfinishedTimers()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Loop", async context =>
        {
            var sum = context.GetInput<int>();
            if (sum >= 6)
            {
                return sum;
            }

            _ = context.CreateTimer(TimeSpan.FromDays(9), CancellationToken.None);
            sum += await context.WaitForExternalEvent<int>("add");
            context.ContinueAsNew(sum);
            return null;
        }));
        await durable.StartNewAsync("Loop", 0);

        foreach (var value in (int[])[1, 2, 3])
        {
            await durable.Client.RaiseEventAsync("one", "add", value);
        }

        await durable.RunAsync();

        (await durable.OutputAsync<int>()).ShouldBe(6);
        durable.Engine.NextDue().ShouldBeNull();
    }

    [Fact]
    public async Task NewExecution_WithoutPreserving_DropsEventsReceived()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Forget", async context =>
        {
            if (context.GetInput<bool>())
            {
                return await context.WaitForExternalEvent<string>("b");
            }

            await context.WaitForExternalEvent<string>("a");
            context.ContinueAsNew(true, preserveUnprocessedEvents: false);
            return null;
        }));
        await durable.StartNewAsync("Forget", false);

        await durable.RaiseAsync("b", "dropped");
        await durable.RaiseAsync("a", "go");
        await durable.RaiseAsync("b", "kept");

        (await durable.OutputAsync<string>()).ShouldBe("kept");
    }

    [Fact]
    public async Task OutcomeOfAnActivityLeftBehind_IsNotHeardByTheNextExecution()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Activity<int>("Slow", value => value).Orchestrator("Loop", async context =>
        {
            var slow = context.CallActivityAsync<int>("Slow", context.GetInput<int>());
            if (context.GetInput<int>() == 2)
            {
                return await slow;
            }

            context.ContinueAsNew(2);
            return null;
        }));

        await durable.StartNewAsync("Loop", 1);

        (await durable.OutputAsync<int>()).ShouldBe(2);
    }

    [Fact]
    public async Task NewExecution_StartsWithAnEmptyHistoryUnderTheSameId()
    {
        var ids = new List<Guid>();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Loop", async context =>
        {
            ids.Add(context.NewGuid());
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            context.SetCustomStatus(context.GetInput<int>());
            context.ContinueAsNew(context.GetInput<int>() + 1);
            return null;
        }));
        await durable.StartNewAsync("Loop", 1);

        await durable.AdvanceAsync(TimeSpan.FromDays(10));

        var history = await durable.Engine.ReadHistoryAsync("one", TestContext.Current.CancellationToken);
        history.OfType<ExecutionStarted>().ShouldHaveSingleItem().Input.ShouldBe("11");
        history.OfType<TimerCreated>().ShouldHaveSingleItem();
        ids.Distinct().Count().ShouldBe(11);
        (await durable.ReadAsync()).ReadCustomStatusAs<int>().ShouldBe(10);
        (await durable.ReadAsync()).CreatedAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Documented beside it: an exception that nobody catches fails the instance, whether it asked to continue or not.</summary>
    [Fact]
    public async Task FailureAfterContinueAsNew_FailsTheInstance()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Loop", context =>
        {
            context.ContinueAsNew(1);
            throw new FormatException("no good");
        }));

        await durable.StartNewAsync("Loop");

        (await durable.FailureAsync()).ErrorMessage.ShouldBe("no good");
    }
}
