using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>
/// Several things awaited together. An instance whose orchestrator has returned counts as running until every activity, timer
/// and child it asked for has come or, for a timer, is canceled. Documented at learn.microsoft.com, "Timers in Durable
/// Functions" (usage for time-out) and TaskOrchestrationContext.CreateTimer (remarks); discussed in Azure/durabletask#155 and
/// Azure/azure-functions-durable-extension#906. Waits for events do not count.
/// </summary>
public sealed class CombinationTests
{
    private static LambdaFunctions Doubler() => new LambdaFunctions().Activity<int>("Double", value => value * 2);

    [Fact]
    public async Task WhenAll_OfActivityTimerAndEvent_EndsWithTheLastOfThem()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("All", async context =>
        {
            var doubled = context.CallActivityAsync<int>("Double", 4);
            var paid = context.WaitForExternalEvent<int>("paid");
            await Task.WhenAll(doubled, paid, context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None));
            return (await doubled) + (await paid);
        }));
        await durable.StartNewAsync("All");

        await durable.RaiseAsync("paid", 10);
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<int>()).ShouldBe(18);
    }

    [Fact]
    public async Task WhenAll_WithTwoFailures_ThrowsTheFirstOfTheListAndKeepsBoth()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<string>("Fail", name => throw new FormatException(name))
            .Orchestrator("Both", async context =>
            {
                var both = Task.WhenAll(context.CallActivityAsync<int>("Fail", "left"), context.CallActivityAsync<int>("Fail", "right"));
                try
                {
                    return await both;
                }
                catch (TaskFailedException first)
                {
                    return $"{first.FailureDetails.ErrorMessage} of {both.Exception!.InnerExceptions.Count}";
                }
            }));

        await durable.StartNewAsync("Both");

        (await durable.OutputAsync<string>()).ShouldBe("left of 2");
    }

    [Theory]
    [InlineData("event", "event")]
    [InlineData("time", "timer")]
    public async Task WhenAny_OfEventAndTimer_GivesWhatComesFirst(string happens, string first)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Race", async context =>
        {
            using var source = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(3), source.Token);
            var hint = context.WaitForExternalEvent<string>("hint", source.Token);
            var winner = await Task.WhenAny(timer, hint);
            Canceling.Now(source);
            return winner == timer ? "timer" : "event";
        }));
        await durable.StartNewAsync("Race");

        await (happens == "event" ? durable.RaiseAsync("hint") : durable.AdvanceAsync(TimeSpan.FromDays(3)));

        (await durable.OutputAsync<string>()).ShouldBe(first);
    }

    [Fact]
    public async Task WhenAny_OfTwoDoneAtOnce_GivesTheOneThatCameFirstOnEveryReplay()
    {
        var winners = new List<string>();
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Order", async context =>
        {
            var later = context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            var earlier = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            winners.Add(await Task.WhenAny(later, earlier) == earlier ? "earlier" : "later");
            await later;
            await context.CallActivityAsync<int>("Double", 1);
            return null;
        }));
        await durable.StartNewAsync("Order");

        // The process sleeps over both: they fire in one episode, in order of their time.
        durable.Clock.Set(durable.Clock.GetUtcNow().AddHours(3));
        await durable.RestartAsync();
        await durable.RunAsync();

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Completed);
        winners.ShouldNotBeEmpty();
        winners.ShouldAllBe(winner => winner == "earlier");
    }

    [Fact]
    public async Task TimerLeftBehind_KeepsTheInstanceRunningUntilItFires()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Race", async context =>
        {
            var late = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var quick = context.CallActivityAsync<int>("Double", 4);
            return await Task.WhenAny(late, quick) == quick ? await quick : -1;
        }));
        await durable.StartNewAsync("Race");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);
        await durable.RestartAsync();

        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.OutputAsync<int>()).ShouldBe(8);
        (await durable.ReadAsync()).LastUpdatedAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task FailureWithATimerLeftBehind_IsToldOnlyWhenItHasFired()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Fails", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            throw new FormatException("no good");
        }));
        await durable.StartNewAsync("Fails");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Running);

        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.FailureAsync()).ErrorMessage.ShouldBe("no good");
    }

    [Fact]
    public async Task ActivityLeftBehind_IsStillRunBeforeTheEnd()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Leaves", context =>
        {
            _ = context.CallActivityAsync<int>("Double", 4);
            return Task.FromResult<object?>("done");
        }));

        await durable.StartNewAsync("Leaves");

        (await durable.OutputAsync<string>()).ShouldBe("done");
        durable.Functions.Runs.ShouldBe(["Double(4)"]);
    }

    [Fact]
    public async Task EventWaitLeftBehind_HoldsNothingUp()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Leaves", context =>
        {
            _ = context.WaitForExternalEvent<string>("never");
            return Task.FromResult<object?>("done");
        }));

        await durable.StartNewAsync("Leaves");

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    [Fact]
    public async Task InstanceThatWaitsForALeftBehindTimer_CanBeTerminated()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Leaves", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            return Task.FromResult<object?>("done");
        }));
        await durable.StartNewAsync("Leaves");

        await durable.Client.TerminateInstanceAsync("one");
        await durable.RunAsync();

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Terminated);
        durable.Engine.NextDue().ShouldBeNull();
    }
}
