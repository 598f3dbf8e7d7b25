using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Payments;

/// <summary>What Stripe tells.</summary>
public sealed class StripeFunctions(StripeGate gate, StripeInbox inbox, ReceiptQueue queue, StripeMetrics metrics)
{
    /// <summary><c>POST /api/webhooks/stripe</c>: verified before anything else, kept, answered; the work follows on the queue.</summary>
    [Function(nameof(StripeWebhook))]
    [ApiOperation(
        "Takes an event of Stripe: 202 when work follows, 200 when it asks nothing of us or was handled before.",
        IsAnonymous = true,
        RequestMediaType = "application/json",
        Status = 202,
        Problems =
        [
            "400 signature-missing", "400 signature-wrong", "400 webhook-malformed", "400 thin-event", "400 event-grid-not-taken", "400 test-mode-event", "413 body-too-large",
        ])]
    public async Task<IResult> StripeWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/stripe")] HttpRequest request, FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadBytesAsync(request, ApiRequest.MaximumBytes, cancellation);
        if (body.Refusal is { } tooLarge) return Api.Problem(tooLarge);
        var opened = gate.Open(body.Value.ToMemory(), request.Headers[StripeSignature.Header], request.Headers.ContainsKey(StripeGate.EventGridHeader));
        if (opened.Refusal is { } refusal) return Api.Problem(refusal);
        if (opened.Value.Event is not { } received) return Results.Ok();
        var row = await inbox.AddAsync(received, opened.Value.Json, cancellation);
        metrics.Count(received.Type, row.State == InboxState.Received ? "stored" : "repeated");
        if (row.State != InboxState.Received) return Results.Ok();
        await queue.SendAsync([new ReceiptMessage(row.PartitionKey, row.RowKey, Event: true)], cancellation);
        return Results.Accepted();
    }
}
