using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Durable;

/// <summary>
/// Code that asks for something else than its history says fails the instance, and the first difference is named: line of the
/// history, what it expects, what was asked for.
/// </summary>
public sealed class NonDeterminismTests
{
    private static LambdaFunctions Functions() => new LambdaFunctions()
        .Activity<int>("Double", value => value * 2)
        .Activity<int>("Triple", value => value * 3)
        .Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Sibling", async context => await context.WaitForExternalEvent<string>("go"));

    public static TheoryData<string, string, string> Changes => new()
    {
        { "activity", "other activity", "expects activity Double (#0), the replay asked for activity Triple (#0)" },
        { "activity", "timer", "expects activity Double (#0), the replay asked for timer (#0)" },
        { "activity", "nothing", "expects activity Double (#0), the replay asked for nothing" },
        { "activity", "activity twice", "expects no further action, the replay asked for activity Double (#1)" },
        { "timer", "activity", "expects timer (#0), the replay asked for activity Double (#0)" },
        { "timer", "canceled timer", "expects no further action, the replay asked for cancellation (#1) of timer #0" },
        { "canceled timer", "timer", "expects cancellation (#1) of timer #0, the replay asked for nothing" },
        { "child", "other child", "expects sub-orchestration Child as below (#0), the replay asked for sub-orchestration Sibling as below (#0)" },
        { "event", "other event", "expects event news to Anna (#0), the replay asked for event news to Berta (#0)" },
        { "event", "renamed event", "expects event news to Anna (#0), the replay asked for event rumour to Anna (#0)" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ReplayOfChangedCode_NamesTheFirstDifference(string before, string after, string difference)
    {
        var step = before;
        var durable = await DurableHarness.StartAsync(Functions().Orchestrator("Changing", async context =>
        {
            Ask(context, step);
            await context.WaitForExternalEvent<string>("go on");
            return null;
        }));
        await durable.StartNewAsync("Changing");

        step = after;
        await durable.RaiseAsync("go on");

        var failure = await durable.FailureAsync();
        failure.ErrorType.ShouldContain("NonDeterminism");
        failure.ErrorMessage.ShouldContain(difference);
        failure.ErrorMessage.ShouldContain("'Changing' of instance 'one'");
    }

    [Fact]
    public async Task Difference_InALaterEpisode_IsNamedByItsLine()
    {
        var changed = false;
        var durable = await DurableHarness.StartAsync(Functions().Orchestrator("Changing", async context =>
        {
            await context.CallActivityAsync<int>("Double", 1);
            await context.CallActivityAsync<int>(changed ? "Triple" : "Double", 2);
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return null;
        }));
        await durable.StartNewAsync("Changing");

        changed = true;
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        // 0 started, 1 episode, 2 activity, 3 episode, 4 its outcome, 5 the second activity.
        (await durable.FailureAsync()).ErrorMessage.ShouldContain("line 5 of its history expects activity Double (#1), the replay asked for activity Triple (#1)");
    }

    /// <summary>New code behind the point a history has reached breaks nothing.</summary>
    [Fact]
    public async Task ChangeAfterTheLastLine_IsTakenUp()
    {
        var changed = false;
        var durable = await DurableHarness.StartAsync(Functions().Orchestrator("Growing", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return changed ? await context.CallActivityAsync<int>("Triple", 1) : 1;
        }));
        await durable.StartNewAsync("Growing");

        changed = true;
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<int>()).ShouldBe(3);
    }

    [Fact]
    public async Task ReplayCheck_OfARandomInput_NamesItBeforeAnythingRuns()
    {
        var durable = await DurableHarness.StartAsync(Functions().Orchestrator("Random", async context =>
            await context.CallActivityAsync<int>("Double", Random.Shared.Next())));

        await durable.StartNewAsync("Random");

        var failure = await durable.FailureAsync();
        failure.ErrorType.ShouldContain("NonDeterminism");
        failure.ErrorMessage.ShouldContain("line 2 of its history expects activity Double (#0) with ");
        durable.Functions.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplayCheck_OfARandomTimer_NamesIt() => await CheckAsync(
        context => context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(Random.Shared.Next()), CancellationToken.None), "expects timer (#0) with 20");

    [Fact]
    public async Task ReplayCheck_OfARandomChild_NamesIt() => await CheckAsync(
        context => context.CallSubOrchestratorAsync<string>("Child", null, new TaskOptions().WithInstanceId($"{Guid.NewGuid()}")), "expects sub-orchestration Child as ");

    [Fact]
    public async Task ReplayCheck_OfARandomEvent_NamesIt() => await CheckAsync(
        context =>
        {
            context.SendEvent("other", "news", Random.Shared.Next());
            return Task.CompletedTask;
        },
        "expects event news to other (#0) with ");

    [Fact]
    public async Task ReplayCheck_OfARandomOutput_NamesIt()
    {
        var durable = await DurableHarness.StartAsync(Functions().Orchestrator("Random", _ => Task.FromResult<object?>(Random.Shared.Next())));

        await durable.StartNewAsync("Random");

        (await durable.FailureAsync()).ErrorMessage.ShouldContain("expects the end with ");
    }

    [Fact]
    public async Task AwaitOfSomethingForeign_FailsWithAClearError()
    {
        using var never = new CancellationTokenSource();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Wrong", async _ =>
        {
            await new TaskCompletionSource().Task.WaitAsync(never.Token);
            return null;
        }));

        await durable.StartNewAsync("Wrong");

        (await durable.FailureAsync()).ErrorMessage.ShouldContain("belongs in an activity");
    }

    private static async Task CheckAsync(Func<TaskOrchestrationContext, Task> ask, string expected)
    {
        var durable = await DurableHarness.StartAsync(Functions().Orchestrator("Random", async context =>
        {
            await ask(context);
            return null;
        }));

        await durable.StartNewAsync("Random");

        (await durable.FailureAsync()).ErrorMessage.ShouldContain(expected);
    }

    private static void Ask(TaskOrchestrationContext context, string step)
    {
        switch (step)
        {
            case "activity":
                _ = context.CallActivityAsync<int>("Double", 1);
                break;
            case "activity twice":
                _ = context.CallActivityAsync<int>("Double", 1);
                _ = context.CallActivityAsync<int>("Double", 1);
                break;
            case "other activity":
                _ = context.CallActivityAsync<int>("Triple", 1);
                break;
            case "timer":
                _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                break;
            case "canceled timer":
                using (var source = new CancellationTokenSource())
                {
                    _ = context.CreateTimer(TimeSpan.FromDays(1), source.Token);
                    Canceling.Now(source);
                }

                break;
            case "child" or "other child":
                _ = context.CallSubOrchestratorAsync<string>(step == "child" ? "Child" : "Sibling", null, new TaskOptions().WithInstanceId("below"));
                break;
            case "event" or "other event" or "renamed event":
                context.SendEvent(step == "other event" ? "Berta" : "Anna", step == "renamed event" ? "rumour" : "news", "born");
                break;
            default:
                break;
        }
    }
}
