using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Durable;

public sealed class WorkersTests
{
    [Fact]
    public async Task Workers_AtOnce_RunEveryActivityOnceAndEveryInstanceToItsEnd()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Add", value => value + 1)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Add", context.GetInput<int>()))
            .Orchestrator("Many", async context => (await Task.WhenAll(Enumerable.Range(0, 10).Select(number => number % 2 == 0
                ? context.CallActivityAsync<int>("Add", number)
                : context.CallSubOrchestratorAsync<int>("Child", number)))).Sum()));
        foreach (var number in Enumerable.Range(0, 20))
        {
            await durable.Client.ScheduleNewOrchestrationInstanceAsync("Many", new StartOrchestrationOptions($"many-{number}"));
        }

        var finished = Enumerable.Range(0, 20).Select(number => durable.Client.WaitForInstanceCompletionAsync($"many-{number}")).ToList();
        var all = Task.WhenAll(finished);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!all.IsCompleted)
            {
                if (!await durable.Engine.RunOneAsync(TestContext.Current.CancellationToken))
                {
                    await Task.Yield();
                }
            }
        })));

        foreach (var number in Enumerable.Range(0, 20))
        {
            (await durable.OutputAsync<int>($"many-{number}")).ShouldBe(55);
        }

        durable.Functions.Runs.Count.ShouldBe(200);
    }
}
