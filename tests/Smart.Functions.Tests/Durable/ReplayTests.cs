using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

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
    public async Task FanOut_ToMoreActivitiesThanATransactionHolds_GathersAll()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Fan", async context =>
            (await Task.WhenAll(Enumerable.Range(1, 150).Select(value => context.CallActivityAsync<int>("Double", value)))).Sum()));

        await durable.StartNewAsync("Fan");

        (await durable.OutputAsync<int>()).ShouldBe(150 * 151);
        durable.Functions.Runs.Count.ShouldBe(150);
    }

    [Fact]
    public async Task WhenAny_GivesTheFirst_AndLeavesTheOtherBehind()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Race", async context =>
        {
            var late = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var quick = context.CallActivityAsync<int>("Double", 4);
            return await Task.WhenAny(late, quick) == quick ? await quick : -1;
        }));

        await durable.StartNewAsync("Race");

        (await durable.OutputAsync<int>()).ShouldBe(8);
        durable.Engine.NextDue().ShouldBeNull();
    }

    [Fact]
    public async Task Context_OnReplay_ShowsTheSameTimeAndGuids()
    {
        var seen = new List<(DateTime, Guid, bool)>();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Look", async context =>
        {
            seen.Add((context.CurrentUtcDateTime, context.NewGuid(), context.IsReplaying));
            await context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None);
            context.IsReplaying.ShouldBeFalse();
            return context.CurrentUtcDateTime;
        }), replayCheck: false);

        await durable.StartNewAsync("Look");
        await durable.AdvanceAsync(TimeSpan.FromDays(4));

        (await durable.OutputAsync<DateTime>()).ShouldBe(new DateTime(2026, 1, 8, 8, 0, 0, DateTimeKind.Utc));
        seen.Count.ShouldBe(2);
        seen[0].ShouldBe(seen[1] with { Item3 = false });
        seen[1].Item3.ShouldBeTrue();
    }

    [Theory]
    [InlineData("text")]
    [InlineData(17)]
    [InlineData(true)]
    [InlineData(null)]
    [InlineData(new[] { 1, 2, 3 })]
    public async Task Input_OfAnyJsonShape_ComesThrough(object? input)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<System.Text.Json.JsonElement?>("Echo", value => value)
            .Orchestrator("Echo", async context => await context.CallActivityAsync<object?>("Echo", context.GetInput<object?>())));

        await durable.StartNewAsync("Echo", input);

        var expected = input is null ? null : System.Text.Json.JsonSerializer.Serialize(input);
        (await durable.ReadAsync()).SerializedOutput.ShouldBe(expected);
    }

    [Fact]
    public async Task Failure_OfAnActivity_ReachesTheOrchestratorAndItsReader()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Break", _ => throw new FormatException("no good"))
            .Orchestrator("Careless", async context => await context.CallActivityAsync<int>("Break", 1))
            .Orchestrator("Careful", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<int>("Break", 1);
                }
                catch (TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<FormatException>())
                {
                    return failure.FailureDetails.ErrorMessage;
                }
            }));

        await durable.StartNewAsync("Careless", id: "careless");
        await durable.StartNewAsync("Careful", id: "careful");

        var failed = await durable.ReadAsync("careless");
        failed.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        failed.FailureDetails!.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        failed.FailureDetails.InnerFailure!.ErrorMessage.ShouldBe("no good");
        (await durable.OutputAsync<string>("careful")).ShouldBe("no good");
    }

    [Fact]
    public async Task Orchestrator_Unknown_FailsByName()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions());

        await durable.StartNewAsync("Nobody");

        (await durable.ReadAsync()).FailureDetails!.ErrorMessage.ShouldContain("Nobody");
    }

    [Fact]
    public async Task Await_OfSomethingForeign_FailsWithAClearError()
    {
        using var never = new CancellationTokenSource();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Wrong", async _ =>
        {
            await new TaskCompletionSource().Task.WaitAsync(never.Token);
            return null;
        }));

        await durable.StartNewAsync("Wrong");

        (await durable.ReadAsync()).FailureDetails!.ErrorMessage.ShouldContain("belongs in an activity");
    }

    [Fact]
    public async Task ReplayCheck_OfARandomInput_NamesTheFirstDifference()
    {
        var durable = await DurableHarness.StartAsync(Doubler().Orchestrator("Random", async context =>
            await context.CallActivityAsync<int>("Double", Random.Shared.Next())));

        await durable.StartNewAsync("Random");

        var failure = (await durable.ReadAsync()).FailureDetails!;
        failure.ErrorType.ShouldContain("NonDeterminism");
        failure.ErrorMessage.ShouldContain("activity Double (#0)");
        failure.ErrorMessage.ShouldContain("line 2");
        durable.Functions.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Replay_OfChangedCode_NamesWhatTheHistoryExpects()
    {
        var changed = false;
        var durable = await DurableHarness.StartAsync(Doubler().Activity<int>("Triple", value => value * 3).Orchestrator("Changing", async context =>
        {
            await context.CallActivityAsync<int>(changed ? "Triple" : "Double", 1);
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return null;
        }));
        await durable.StartNewAsync("Changing");

        changed = true;
        await durable.AdvanceAsync(TimeSpan.FromDays(2));

        (await durable.ReadAsync()).FailureDetails!.ErrorMessage
            .ShouldContain("line 2 of its history expects activity Double (#0), the replay asked for activity Triple (#0)");
    }

    [Fact]
    public async Task VersionAndStatus_AreSeenByOrchestratorAndReader()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Versioned", context =>
        {
            context.SetCustomStatus(new { Step = "asked" });
            return Task.FromResult<object?>(context.CompareVersionTo("1.9"));
        }));

        await durable.Client.ScheduleNewOrchestrationInstanceAsync(
            "Versioned", new StartOrchestrationOptions("one") { Version = "1.10" });
        await durable.RunAsync();

        (await durable.OutputAsync<int>()).ShouldBePositive();
        (await durable.ReadAsync()).SerializedCustomStatus.ShouldBe("""{"Step":"asked"}""");
    }
}
