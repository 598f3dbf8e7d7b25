using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>The story below touches every kind of write; it is cut at each of them, before and after it took effect.</summary>
public sealed class CrashTests
{
    private static LambdaFunctions Story() => new LambdaFunctions()
        .Activity<int>("Book", value => value + 1)
        .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Book", context.GetInput<int>()))
        .Orchestrator("Listener", async context =>
        {
            var sum = 0;
            while (await context.WaitForExternalEvent<int>("add") is var value and > 0)
            {
                sum += value;
            }

            return sum;
        })
        .Orchestrator("Main", async context =>
        {
            var sum = context.GetInput<int>();
            if (sum >= 100)
            {
                context.SendEvent("listener", "add", 0);
                return sum;
            }

            sum += await context.CallActivityAsync<int>("Book", 10);
            sum += await context.CallSubOrchestratorAsync<int>("Child", 20, new TaskOptions().WithInstanceId("child"));
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            context.SendEvent("listener", "add", sum);
            sum += await context.WaitForExternalEvent<int>("receipt");
            context.ContinueAsNew(sum);
            return null;
        });

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Story_CutAtAnyWrite_EndsTheSame(bool after, bool processLost)
    {
        for (var write = 1; ; write++)
        {
            var store = new CuttingStore(new MemoryDurableStore(), write, after, processLost);
            await PlayAsync(store);
            if (!store.WasCut)
            {
                write.ShouldBeGreaterThan(20);
                return;
            }
        }
    }

    internal static async Task PlayAsync(CuttingStore store)
    {
        var durable = await DurableHarness.StartAsync(Story(), store);
        await InsistAsync(durable, store, client => StartAsync(client, "Listener", 0, "listener"));
        await InsistAsync(durable, store, client => StartAsync(client, "Main", 0, "one"));
        await LiveAsync(durable, store, TimeSpan.FromDays(2));
        await durable.Client.RaiseEventAsync("one", "receipt", 100).ContinueWith(_ => { }, TaskScheduler.Default);
        await LiveAsync(durable, store, TimeSpan.FromHours(1));
        if (await durable.StatusAsync() != OrchestrationRuntimeStatus.Completed)
        {
            // The event was lost with its caller, who repeats it.
            await durable.Client.RaiseEventAsync("one", "receipt", 100);
            await LiveAsync(durable, store, TimeSpan.FromHours(1));
        }

        var story = $"write {store.Number}";
        (await durable.OutputAsync<int>()).ShouldBe(132, story);
        (await durable.OutputAsync<int>("listener")).ShouldBe(32, story);
        (await durable.OutputAsync<int>("child")).ShouldBe(21, story);
        durable.Engine.NextDue().ShouldBeNull(story);
    }

    private static Task<string> StartAsync(DurableTaskClient client, string name, int input, string id) =>
        client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    private static async Task InsistAsync(DurableHarness durable, CuttingStore store, Func<DurableTaskClient, Task> start)
    {
        try
        {
            await start(durable.Client);
        }
        catch (IOException)
        {
            await ReviveAsync(durable, store);
            try
            {
                await start(durable.Client);
            }
            catch (InvalidOperationException)
            {
                // It had taken effect: refused as a second start.
            }
        }
    }

    private static async Task LiveAsync(DurableHarness durable, CuttingStore store, TimeSpan time)
    {
        var end = durable.Clock.GetUtcNow() + time;
        while (true)
        {
            await RunAsync(durable, store);
            if (durable.Engine.NextDue() is not { } due || due.At > end)
            {
                durable.Clock.Set(end);
                return;
            }

            durable.Clock.Set(due.At > durable.Clock.GetUtcNow() ? due.At : durable.Clock.GetUtcNow());
        }
    }

    private static async Task RunAsync(DurableHarness durable, CuttingStore store)
    {
        for (var step = 0; ; step++)
        {
            step.ShouldBeLessThan(1_000, $"write {store.Number}");
            await ReviveAsync(durable, store);
            if (!await durable.Engine.RunOneAsync(TestContext.Current.CancellationToken) && !store.IsDown)
            {
                return;
            }
        }
    }

    private static async Task ReviveAsync(DurableHarness durable, CuttingStore store)
    {
        if (store.IsDown)
        {
            store.Revive();
            await durable.RestartAsync();
        }
    }
}
