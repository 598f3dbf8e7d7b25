using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>
/// Retries. After the last attempt nobody waits: the framework sets a last timer of no length there, to keep old histories valid
/// (Azure/durabletask#652 and #661), which moves no clock.
/// </summary>
public sealed class RetryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Policy_WaitsLongerEachTimeUpToItsLongest_AndStopsAfterItsAttempts()
    {
        var durable = await StubbornAsync(new RetryPolicy(5, TimeSpan.FromMinutes(1), 2, TimeSpan.FromMinutes(3)));

        (await durable.FailureAsync()).InnerFailure!.ErrorMessage.ShouldBe("busy");
        durable.Functions.Runs.Count.ShouldBe(5);
        // 1, 2, 3 and 3 minutes.
        (await durable.ReadAsync()).LastUpdatedAt.ShouldBe(Start.AddMinutes(9));
    }

    [Fact]
    public async Task Policy_WithoutBackoff_WaitsTheSameEachTime()
    {
        var durable = await StubbornAsync(new RetryPolicy(4, TimeSpan.FromMinutes(10)));

        durable.Functions.Runs.Count.ShouldBe(4);
        (await durable.ReadAsync()).LastUpdatedAt.ShouldBe(Start.AddMinutes(30));
    }

    [Fact]
    public async Task Policy_WithoutALongestWait_WaitsAnHourAtMost()
    {
        var durable = await StubbornAsync(new RetryPolicy(3, TimeSpan.FromMinutes(50), 10));

        (await durable.ReadAsync()).LastUpdatedAt.ShouldBe(Start.AddMinutes(50 + 60));
    }

    [Fact]
    public async Task Policy_OutOfTime_Stops()
    {
        var durable = await StubbornAsync(new RetryPolicy(99, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(2.5)));

        durable.Functions.Runs.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Policy_ThatDoesNotHandleTheFailure_StopsAtOnce()
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMinutes(1)) { HandleFailure = failure => !failure.IsCausedBy<TimeoutException>() };

        var durable = await StubbornAsync(policy);

        durable.Functions.Runs.Count.ShouldBe(1);
        (await durable.ReadAsync()).LastUpdatedAt.ShouldBe(Start);
    }

    [Fact]
    public async Task Policy_WithALaterSuccess_GivesItsResult()
    {
        var attempts = 0;
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Flaky", _ => ++attempts < 3 ? throw new TimeoutException("busy") : attempts)
            .Orchestrator("Patient", async context =>
                await context.CallActivityAsync<int>("Flaky", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1))))));
        await durable.StartNewAsync("Patient");
        await durable.RestartAsync();

        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.OutputAsync<int>()).ShouldBe(3);
    }

    [Fact]
    public async Task Policy_OfAChild_StartsItAgain()
    {
        var attempts = 0;
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Flaky", _ => ++attempts < 3 ? throw new TimeoutException("busy") : attempts)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Flaky", 1))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child", null, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1))).WithInstanceId("child"))));
        await durable.StartNewAsync("Parent");

        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.OutputAsync<int>()).ShouldBe(3);
    }

    [Fact]
    public async Task Handler_LastsAsLongAsItSays_AndSeesTheFailure()
    {
        var durable = await DurableHarness.StartAsync(Failing().Orchestrator("Handled", async context =>
            await context.CallActivityAsync<int>("Fail", 1, TaskOptions.FromRetryHandler(
                retry => retry.LastAttemptNumber < 3 && retry.LastFailure.IsCausedBy<TimeoutException>()))));

        await durable.StartNewAsync("Handled");

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Failed);
        durable.Functions.Runs.Count.ShouldBe(3);
    }

    private static LambdaFunctions Failing() => new LambdaFunctions().Activity<int>("Fail", _ => throw new TimeoutException("busy"));

    private static async Task<DurableHarness> StubbornAsync(RetryPolicy policy)
    {
        var durable = await DurableHarness.StartAsync(Failing().Orchestrator("Stubborn", async context =>
            await context.CallActivityAsync<int>("Fail", 1, TaskOptions.FromRetryPolicy(policy))));
        await durable.StartNewAsync("Stubborn");
        await durable.AdvanceAsync(TimeSpan.FromDays(1));
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Failed);
        return durable;
    }
}
