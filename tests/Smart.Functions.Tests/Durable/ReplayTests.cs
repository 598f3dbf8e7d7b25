using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>What an orchestrator sees is the same on every replay.</summary>
public sealed class ReplayTests
{
    private static LambdaFunctions Doubler() => new LambdaFunctions().Activity<int>("Double", value => value * 2);

    [Fact]
    public async Task Orchestration_OfActivities_CompletesAndRunsEachOnce()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Sum", async context =>
        {
            var first = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
            return await context.CallActivityAsync<int>("Double", first);
        }));

        await durable.StartNewAsync("Sum", 5);

        (await durable.OutputAsync<int>()).ShouldBe(20);
        durable.Functions.Runs.ShouldBe(["Double(5)", "Double(10)"]);
    }

    [Fact]
    public async Task FanOut_ToMoreActivitiesThanATransactionHolds_GathersAllInOrder()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Fan", async context =>
            await Task.WhenAll(Enumerable.Range(1, 150).Select(value => context.CallActivityAsync<int>("Double", value)))));

        await durable.StartNewAsync("Fan");

        (await durable.OutputAsync<int[]>()).ShouldBe(Enumerable.Range(1, 150).Select(value => value * 2));
        durable.Functions.Runs.Count.ShouldBe(150);
    }

    [Fact]
    public async Task Clock_ShowsTheTimeOfTheEpisode_TheSameOnEveryReplay()
    {
        var seen = new List<(int Step, DateTime Time)>();
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Look", async context =>
        {
            seen.Add((0, context.CurrentUtcDateTime));
            await context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None);
            seen.Add((1, context.CurrentUtcDateTime));
            await context.WaitForExternalEvent<string>("go");
            seen.Add((2, context.CurrentUtcDateTime));
            return context.CurrentUtcDateTime;
        }));
        await durable.StartNewAsync("Look");
        await durable.AdvanceAsync(TimeSpan.FromDays(3) + TimeSpan.FromHours(5));
        await durable.RestartAsync();

        await durable.RaiseAsync("go");

        var start = new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);
        (await durable.OutputAsync<DateTime>()).ShouldBe(start.AddDays(3).AddHours(5));
        seen.Distinct().ShouldBe([(0, start), (1, start.AddDays(3)), (2, start.AddDays(3).AddHours(5))]);
        seen.ShouldAllBe(look => look.Time.Kind == DateTimeKind.Utc);
    }

    [Fact]
    public async Task NewGuid_IsTheSameOnEveryReplay_AndNeverTheSameTwice()
    {
        var seen = new List<(int Step, string Instance, Guid Guid)>();
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Look", async context =>
        {
            seen.Add((0, context.InstanceId, context.NewGuid()));
            seen.Add((1, context.InstanceId, context.NewGuid()));
            await context.CallActivityAsync<int>("Double", 1);
            seen.Add((2, context.InstanceId, context.NewGuid()));
            return null;
        }));

        await durable.StartNewAsync("Look");
        await durable.StartNewAsync("Look", id: "two");
        // A second start under the same id is another execution.
        await durable.StartNewAsync("Look");

        seen.Count.ShouldBeGreaterThan(9);
        seen.Distinct().Count().ShouldBe(9);
        seen.Select(look => look.Guid).Distinct().Count().ShouldBe(9);
    }

    [Fact]
    public async Task IsReplaying_IsTrueOnlyForWhatHasHappenedBefore()
    {
        var seen = new List<(string Where, bool Replaying)>();
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Look", async context =>
        {
            seen.Add(("begin", context.IsReplaying));
            await context.CallActivityAsync<int>("Double", 1);
            seen.Add(("end", context.IsReplaying));
            return null;
        }), replayCheck: false);

        await durable.StartNewAsync("Look");

        seen.ShouldBe([("begin", false), ("begin", true), ("end", false)]);
    }

    [Fact]
    public async Task Completions_AreSeenInTheOrderTheyCame_OnEveryReplay()
    {
        var orders = new List<string>();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Order", async context =>
        {
            var order = new List<string>();
            async Task HearAsync(string name)
            {
                await context.WaitForExternalEvent<string>(name);
                order.Add(name);
            }

            await Task.WhenAll(HearAsync("a"), HearAsync("b"), HearAsync("c"));
            orders.Add(string.Concat(order));
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return null;
        }));
        await durable.StartNewAsync("Order");

        await durable.RaiseAsync("c");
        await durable.Client.RaiseEventAsync("one", "a");
        await durable.RaiseAsync("b");
        await durable.RestartAsync();
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Completed);
        orders.Count.ShouldBeGreaterThan(1);
        orders.ShouldAllBe(order => order == "cab");
    }
}
