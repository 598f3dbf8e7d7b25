using Microsoft.DurableTask.Client;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>Durable timers on the virtual clock.</summary>
public sealed class TimerTests
{
    [Fact]
    public async Task Timer_Canceled_NoLongerWakesTheInstanceAndNoLongerHoldsItsEnd()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Cancel", async context =>
        {
            using var source = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(30), source.Token);
            var go = context.WaitForExternalEvent<string>("go");
            await Task.WhenAny(timer, go);
            Canceling.Now(source);
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return timer.IsCanceled;
        }));
        await durable.StartNewAsync("Cancel");

        await durable.RaiseAsync("GO", "now");

        durable.Engine.NextDue()!.Value.At.ShouldBe(durable.Clock.GetUtcNow().AddDays(1));
        await durable.AdvanceAsync(TimeSpan.FromDays(1));
        (await durable.OutputAsync<bool>()).ShouldBeTrue();
    }

    [Fact]
    public async Task Timer_OfACanceledToken_IsCanceledAtOnce()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Late", async context =>
        {
            try
            {
                await context.CreateTimer(TimeSpan.FromDays(1), new CancellationToken(canceled: true));
                return "fired";
            }
            catch (TaskCanceledException)
            {
                return "canceled";
            }
        }));

        await durable.StartNewAsync("Late");

        (await durable.OutputAsync<string>()).ShouldBe("canceled");
    }

    [Fact]
    public async Task Timer_OfAPastInstant_FiresAtOnce()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Past", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));

        await durable.StartNewAsync("Past");

        (await durable.OutputAsync<DateTime>()).ShouldBe(durable.Clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Timer_OfMonths_FiresOnTimeAfterRestarts()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Long", async context =>
        {
            await context.CreateTimer(new DateTime(2026, 11, 2, 6, 30, 0, DateTimeKind.Utc), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        await durable.StartNewAsync("Long");
        await durable.AdvanceAsync(TimeSpan.FromDays(100));
        await durable.RestartAsync();

        await durable.AdvanceAsync(TimeSpan.FromDays(250));

        (await durable.OutputAsync<DateTime>()).ShouldBe(new DateTime(2026, 11, 2, 6, 30, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Timers_OfOneInstant_FireInTheOrderTheyWereSet()
    {
        var order = new List<int>();
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Tie", async context =>
        {
            async Task WaitAsync(int number)
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                order.Add(number);
            }

            await Task.WhenAll(WaitAsync(1), WaitAsync(2), WaitAsync(3));
            return null;
        }), replayCheck: false);
        await durable.StartNewAsync("Tie");

        await durable.AdvanceAsync(TimeSpan.FromHours(1));

        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Completed);
        order.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Cancellation_IsPartOfTheHistory()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Quick", async context =>
        {
            var answer = await context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(3));
            await context.WaitForExternalEvent<string>("end");
            return answer;
        }));
        await durable.StartNewAsync("Quick");

        await durable.RaiseAsync("answer", "yes");

        durable.Engine.NextDue().ShouldBeNull();
        (await durable.Engine.ReadHistoryAsync("one", TestContext.Current.CancellationToken)).OfType<TimerCanceled>().ShouldHaveSingleItem();
    }
}
