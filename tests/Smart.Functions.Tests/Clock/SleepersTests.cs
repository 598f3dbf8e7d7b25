using Microsoft.DurableTask;
using Smart.Functions.Tests.Durable;

namespace Smart.Functions.Tests.Clock;

/// <summary>Moving the clock costs what happens on the way, not the days times those who sleep.</summary>
public sealed class SleepersTests
{
    private const int Cases = 1_000;

    [Fact]
    public async Task Year_WithAThousandCases_DoesWhatIsDueAndNothingElse()
    {
        var durable = await DurableHarness.StartAsync(Sleeper());
        for (var number = 0; number < Cases; number++) await durable.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", number, new StartOrchestrationOptions($"case-{number:D4}"));
        var (start, steps) = (durable.Clock.GetUtcNow(), 0);

        while (durable.Engine.NextDue() is { } due && due.At <= start.AddDays(366))
        {
            durable.Clock.Set(due.At > durable.Clock.GetUtcNow() ? due.At : durable.Clock.GetUtcNow());
            if (await durable.Engine.RunOneAsync(TestContext.Current.CancellationToken)) steps++;
        }

        // Each case: its first episode, the one that its timer wakes, the activity, and the one that takes its outcome.
        durable.Functions.Runs.Count.ShouldBe(Cases);
        steps.ShouldBe(4 * Cases);
    }

    private static LambdaFunctions Sleeper() => new LambdaFunctions()
        .Activity<int>("Look", value => value)
        .Orchestrator("Sleep", async context =>
        {
            var number = context.GetInput<int>();
            await context.CreateTimer(TimeSpan.FromDays(1 + (number % 365)), CancellationToken.None);
            return await context.CallActivityAsync<int>("Look", number);
        });
}
