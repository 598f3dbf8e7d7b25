using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Smart.Functions.Tests.Runtime;

public sealed class ScheduleSample(ServiceBusClient client, TimeProvider clock)
{
    [Function("Schedule")]
    public async Task<IResult> Schedule(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "schedule/{queue}/{text}/{minutes}")] HttpRequest request, string queue, string text, int minutes)
    {
        var message = new ServiceBusMessage(text) { ApplicationProperties = { ["number"] = 7L, ["at"] = clock.GetUtcNow() } };
        var sequence = await client.CreateSender(queue).ScheduleMessageAsync(message, clock.GetUtcNow().AddMinutes(minutes), request.HttpContext.RequestAborted);
        return Results.Text(sequence.ToString(CultureInfo.InvariantCulture));
    }

    [Function("Cancel")]
    public Task Cancel([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "schedule/{queue}/{sequence}")] HttpRequest request, string queue, long sequence)
        => client.CreateSender(queue).CancelScheduledMessageAsync(sequence, request.HttpContext.RequestAborted);
}
