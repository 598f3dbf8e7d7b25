using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

public sealed class WaitingTests
{
    [Fact]
    public async Task Timer_Canceled_NoLongerWakesTheInstance()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Cancel", async context =>
        {
            using var source = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(30), source.Token);
            var go = context.WaitForExternalEvent<string>("go");
            await Task.WhenAny(timer, go);
            // Canceled on this thread: the other way resumes on one that is not the orchestrator's.
#pragma warning disable CA1849, MA0042
            source.Cancel();
#pragma warning restore CA1849, MA0042
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return timer.IsCanceled;
        }));
        await durable.StartNewAsync("Cancel");

        await durable.Client.RaiseEventAsync("one", "GO", "now");
        await durable.RunAsync();

        durable.Engine.NextDue()!.Value.At.ShouldBe(durable.Clock.GetUtcNow().AddDays(1));
        await durable.AdvanceAsync(TimeSpan.FromDays(1));
        (await durable.OutputAsync<bool>()).ShouldBeTrue();
    }

    [Fact]
    public async Task Events_BeforeTheWait_AreKeptInOrder()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Collect", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var first = await context.WaitForExternalEvent<int>("paid");
            var second = await context.WaitForExternalEvent<int>("PAID");
            return first * 10 + second;
        }));
        await durable.StartNewAsync("Collect");

        await durable.Client.RaiseEventAsync("one", "Paid", 1);
        await durable.Client.RaiseEventAsync("one", "paid", 2);
        await durable.RestartAsync();
        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.OutputAsync<int>()).ShouldBe(12);
    }

    [Fact]
    public async Task EventWait_TimedOut_IsCanceledAndTheEventIsKeptForTheNextWait()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Patient", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(3));
            }
            catch (TaskCanceledException)
            {
                return "late: " + await context.WaitForExternalEvent<string>("answer");
            }
        }));
        await durable.StartNewAsync("Patient");

        await durable.AdvanceAsync(TimeSpan.FromDays(3));
        await durable.Client.RaiseEventAsync("one", "answer", "yes");
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("late: yes");
    }

    [Fact]
    public async Task EventWait_AnsweredInTime_TakesItsTimerBack()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Quick", async context =>
        {
            var answer = await context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(3));
            await context.WaitForExternalEvent<string>("end");
            return answer;
        }));
        await durable.StartNewAsync("Quick");

        await durable.Client.RaiseEventAsync("one", "answer", "yes");
        await durable.RunAsync();

        durable.Engine.NextDue().ShouldBeNull();
        (await durable.Engine.ReadHistoryAsync("one")).OfType<TimerCanceled>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ContinueAsNew_KeepsUnreadEventsAndForgetsOldOutcomes()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Activity<int>("Slow", value => value).Orchestrator("Loop", async context =>
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
    public async Task ContinueAsNew_WithoutPreserving_DropsEventsReceived()
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

        await durable.Client.RaiseEventAsync("one", "b", "dropped");
        await durable.RunAsync();
        await durable.Client.RaiseEventAsync("one", "a", "go");
        await durable.RunAsync();
        await durable.Client.RaiseEventAsync("one", "b", "kept");
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("kept");
    }

    [Fact]
    public async Task Retries_ByPolicy_WaitLongerEachTimeAndStop()
    {
        var policy = new RetryPolicy(4, TimeSpan.FromMinutes(1), 2, TimeSpan.FromMinutes(3));
        var durable = await DurableHarness.StartAsync(Failing().Orchestrator("Stubborn", async context =>
            await context.CallActivityAsync<int>("Fail", 1, TaskOptions.FromRetryPolicy(policy))));
        await durable.StartNewAsync("Stubborn");

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Failed);
        durable.Functions.Runs.Count.ShouldBe(4);
        (await durable.ReadAsync()).LastUpdatedAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 8, 6, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Retries_RefusedByThePolicyOrOutOfTime_Stop()
    {
        var refused = new RetryPolicy(9, TimeSpan.FromMinutes(1)) { HandleFailure = failure => !failure.IsCausedBy<TimeoutException>() };
        var limited = new RetryPolicy(99, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(2.5));
        var durable = await DurableHarness.StartAsync(Failing()
            .Orchestrator("Refused", async context => await context.CallActivityAsync<int>("Fail", 1, TaskOptions.FromRetryPolicy(refused)))
            .Orchestrator("Limited", async context => await context.CallActivityAsync<int>("Fail", 2, TaskOptions.FromRetryPolicy(limited))));
        await durable.StartNewAsync("Refused", id: "refused");
        await durable.StartNewAsync("Limited", id: "limited");

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        durable.Functions.Runs.Count(run => run == "Fail(1)").ShouldBe(1);
        durable.Functions.Runs.Count(run => run == "Fail(2)").ShouldBe(4);
    }

    [Fact]
    public async Task Retries_ByHandler_LastAsLongAsItSays()
    {
        var durable = await DurableHarness.StartAsync(Failing().Orchestrator("Handled", async context =>
            await context.CallActivityAsync<int>("Fail", 1, TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 3))));

        await durable.StartNewAsync("Handled");

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Failed);
        durable.Functions.Runs.Count.ShouldBe(3);
    }

    private static LambdaFunctions Failing() => new LambdaFunctions().Activity<int>("Fail", _ => throw new TimeoutException("busy"));
}
