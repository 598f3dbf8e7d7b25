using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Payments;

/// <summary>What Ibanity tells about our bank accounts.</summary>
public sealed class IbanityFunctions(IbanitySignature signature, IbanityInbox inbox, IbanityMetrics metrics, ReceiptQueue queue)
{
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(30);

    /// <summary><c>POST /api/webhooks/ibanity</c>: verified before anything else, kept, answered; the work follows on the queue.</summary>
    [Function(nameof(IbanityWebhook))]
    [ApiOperation(
        "Takes an event of Ibanity.",
        IsAnonymous = true,
        RequestMediaType = "application/json",
        Status = 202,
        Problems =
        [
            "400 signature-missing", "400 signature-malformed", "400 webhook-malformed", "401 signature-algorithm", "401 signature-key-unknown", "401 signature-wrong",
            "401 signature-expired", "401 signature-early", "401 signature-issuer", "401 signature-audience", "401 signature-digest", "409 webhook-replayed",
            "413 body-too-large", "503 keys-unavailable",
        ])]
    public async Task<IResult> IbanityWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/ibanity")] HttpRequest request, FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadBytesAsync(request, MostBytes, cancellation);
        if (body.Refusal is { } tooLarge) return Api.Problem(tooLarge);
        Result<SignedDelivery> verified;
        try
        {
            verified = await signature.VerifyAsync(body.Value.ToMemory(), request.Headers[IbanitySignature.Header], cancellation);
        }
        catch (IbanityException down)
        {
            return Unavailable(down.RetryAfter ?? SoonAgain);
        }

        if (verified.Refusal is { } refusal) return Api.Problem(refusal);
        var received = IbanityEvent.Read(body.Value.ToMemory());
        return received.Refusal is { } malformed ? Api.Problem(malformed) : await TakeAsync(received.Value, verified.Value, body.Value, cancellation);
    }

    private async Task<IResult> TakeAsync(IbanityEvent received, SignedDelivery signed, BinaryData body, CancellationToken cancellationToken)
    {
        if (!IbanityEventTypes.Handled.Contains(received.Type))
        {
            var isFirst = await inbox.UseAsync(received, signed, cancellationToken);
            metrics.Count(received.Type, isFirst ? "unknown" : "replayed");
            return isFirst ? Results.Ok() : Replayed();
        }

        var taken = await inbox.TakeAsync(received, signed, body, cancellationToken);
        if (taken.IsReplay)
        {
            metrics.Count(received.Type, "replayed");
            return Replayed();
        }

        var isOpen = taken.Row.State == IbanityEventState.Received;
        metrics.Count(received.Type, isOpen ? "taken" : "repeated");
        if (!isOpen) return Results.Ok();
        await queue.SendAsync([new ReceiptMessage(taken.Row.PartitionKey, taken.Row.RowKey, Event: true)], cancellationToken);
        return Results.Accepted();
    }

    private static IResult Replayed() => Api.Problem(Refusal.State("webhook-replayed", "A delivery with this signature was taken before."));

    // The provider keeps what we cannot check yet, and delivers it again.
    private static ProblemResult Unavailable(TimeSpan retryAfter) => new(
        new ProblemResponse(
            Api.ProblemPrefix + "keys-unavailable",
            Api.TitleOf(StatusCodes.Status503ServiceUnavailable),
            StatusCodes.Status503ServiceUnavailable,
            "The keys of the signature cannot be fetched now.",
            Field: null,
            Rule: null,
            TraceId: null),
        retryAfter);
}
