using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Runtime;

public sealed record Greeting(string Name, int Times);

public sealed class DurableSamples(Notes notes, Scoped scoped)
{
    [Function("Greet")]
    public static async Task<string> Greet([OrchestrationTrigger] TaskOrchestrationContext context, Greeting greeting)
    {
        var words = new List<string>();
        for (var time = 1; time <= greeting.Times; time++)
        {
            words.Add(await context.CallActivityAsync<string>("Say", new Greeting(greeting.Name, time)));
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        }

        return $"{string.Join(' ', words)} {await context.WaitForExternalEvent<string>("end")}";
    }

    [Function("Say")]
    public string Say([ActivityTrigger] Greeting greeting, FunctionContext context)
    {
        notes.Add($"say {greeting.Name} {greeting.Times} {context.InstanceServices.GetService(typeof(Scoped)) == (object)scoped}");
        return $"{greeting.Name}{greeting.Times}";
    }

    [Function("Start")]
    public static async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greetings/{name}/{times}")] HttpRequest request, string name, int times, [DurableClient] DurableTaskClient client)
        => Results.Text(await client.ScheduleNewOrchestrationInstanceAsync("Greet", new Greeting(name, times), new StartOrchestrationOptions($"greet-{name}"), request.HttpContext.RequestAborted));

    [Function("StartAndWait")]
    public static async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greetings/{name}")] HttpRequest request, string name, [DurableClient] DurableTaskClient client)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Greet", new Greeting(name, 0), request.HttpContext.RequestAborted);
        await client.RaiseEventAsync(id, "end", "soon", request.HttpContext.RequestAborted);
        return Results.Text((await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted)).ReadOutputAs<string>());
    }
}
