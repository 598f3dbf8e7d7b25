using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Smart.Functions.Tests.Runtime;

/// <summary>Where sample functions write what they saw; outlives process generations, as the outside world does.</summary>
public sealed class Notes
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public void Add(string line)
    {
        lock (_lines)
            _lines.Add(line);
    }
}

/// <summary>A service of one invocation.</summary>
public sealed class Scoped(Notes notes) : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public void Dispose() => notes.Add("scope ended");
}

public sealed class HttpSamples(Notes notes, Scoped scoped)
{
    [Function("ReadInvoice")]
    public IResult Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/invoices/{number:int}/{day}")] HttpRequest request,
        string memberId, int number, DateOnly day, FunctionContext context, CancellationToken cancellationToken)
    {
        notes.Add($"same scope {context.InstanceServices.GetService(typeof(Scoped)) == (object)scoped}");
        return Results.Json(new
        {
            memberId,
            number,
            day,
            query = request.Query["q"].ToString(),
            sameRequest = context.GetHttpContext()?.Request == request,
            cancellationToken.CanBeCanceled,
            function = context.FunctionDefinition.Name,
            principal = request.Headers["X-MS-CLIENT-PRINCIPAL"].ToString(),
        });
    }

    [Function("Guids")]
    public static async Task<IResult> ById(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "things/{id:guid}/{big:long}")] HttpRequest request, Guid id, long big)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Text($"{id:N} {big} {await reader.ReadToEndAsync()}");
    }

    [Function("Broken")]
    public static IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        => throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Silent")]
    public Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
    {
        notes.Add($"silent {request.Method}");
        return Task.CompletedTask;
    }
}

public sealed class SendSample(ServiceBusClient client)
{
    [Function("Send")]
    public async Task<IResult> Send([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "send/{queue}/{text}")] HttpRequest request, string queue, string text)
    {
        await using var sender = client.CreateSender(queue);
        var id = request.Query["id"].ToString();
        await sender.SendMessageAsync(new ServiceBusMessage(text) { MessageId = id.Length > 0 ? id : null }, request.HttpContext.RequestAborted);
        return Results.NoContent();
    }
}

public sealed class QueueSamples(Notes notes, TimeProvider clock)
{
    [Function("Receive")]
    public Task Receive([ServiceBusTrigger("%Queues__Plain%", Connection = "ServiceBus")] string text)
    {
        notes.Add($"{Time()} received {text}");
        return text.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException("not this one") : Task.CompletedTask;
    }

    [Function("Settle")]
    public async Task Settle(
        [ServiceBusTrigger("settled", Connection = "ServiceBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        var text = message.Body.ToString();
        notes.Add($"{Time()} {text} delivery {message.DeliveryCount}");
        switch (text)
        {
            case "complete":
                await actions.CompleteMessageAsync(message);
                break;
            case "defer":
                await actions.DeferMessageAsync(message);
                break;
            case "dead":
                await actions.DeadLetterMessageAsync(message, deadLetterReason: "unreadable", deadLetterErrorDescription: "no key");
                break;
            case "twice" when message.DeliveryCount == 2:
                await actions.CompleteMessageAsync(message);
                break;
            case "twice":
                await actions.AbandonMessageAsync(message);
                break;
            case "forgotten" when message.DeliveryCount == 2:
                await actions.CompleteMessageAsync(message);
                break;
        }
    }

    private string Time() => clock.GetUtcNow().ToString("HH:mm:ss");
}

public sealed class TimerSamples(Notes notes, TimeProvider clock)
{
    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        => notes.Add($"{clock.GetUtcNow():MM-dd HH:mm} hourly{(timer.IsPastDue ? " late" : "")} last {timer.ScheduleStatus!.Last:HH:mm} next {timer.ScheduleStatus.Next:HH:mm}");

    [Function("Configured")]
    public void Configured([TimerTrigger("%Timers__Half%", UseMonitor = false)] TimerInfo timer)
        => notes.Add($"{clock.GetUtcNow():MM-dd HH:mm} half {timer.ScheduleStatus is null}");
}

public sealed class FirstMiddleware(Notes notes) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        notes.Add($"first before {context.FunctionDefinition.Name}");
        context.Items["first"] = true;
        await next(context);
        notes.Add("first after");
    }
}

public sealed class SecondMiddleware(Notes notes) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        notes.Add($"second before {context.Items.ContainsKey("first")}");
        try
        {
            await next(context);
        }
        catch (InvalidOperationException) when (context.GetHttpContext() is { Request.Query: { Count: > 0 } } http)
        {
            http.Response.StatusCode = StatusCodes.Status418ImATeapot;
        }
    }
}
