using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Payments;

namespace Smart.Functions.Payments;

/// <summary>What persons decide about receipts, over HTTP; each on the version they saw (<c>If-Match</c>), each kept.</summary>
public sealed class ReceiptDecisionFunctions(WorklistService decisions, IdempotentRequests requests)
{
    /// <summary><c>POST /api/receipts/{partition}/{key}/allocate</c>.</summary>
    [Function(nameof(AllocateReceipt))]
    [ApiOperation(
        "Books an unmatched receipt for a debtor, and lets the letters that waited for it go on.",
        Roles = [Role.Finance],
        Request = typeof(AllocateReceiptRequest),
        Response = typeof(ReceiptOutcomeResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "412 receipt-changed", "409 receipt-wrong-direction", "422 debtor-unknown", "422 invoice-not-open"])]
    public Task<IResult> AllocateReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/allocate")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        DecideAsync<AllocateReceiptRequest>(request, context, client, partition, key, (by, body) => decisions.AllocateAsync(by, body.DebtorId, body.InvoiceNumber, context.CancellationToken));

    /// <summary><c>POST /api/receipts/{partition}/{key}/split</c>.</summary>
    [Function(nameof(SplitReceipt))]
    [ApiOperation(
        "Splits an unmatched receipt over several debtors or invoices.",
        Roles = [Role.Finance],
        Request = typeof(SplitReceiptRequest),
        Response = typeof(ReceiptOutcomeResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "412 receipt-changed", "409 receipt-wrong-direction", "422 field-required", "422 parts-invalid", "422 parts-do-not-add-up", "422 debtor-unknown", "422 invoice-not-open"])]
    public async Task<IResult> SplitReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/split")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<SplitReceiptRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        if (body.Value.Parts is not { } parts || parts.Any(part => part is null)) return Api.Problem(Refusal.Required("parts"));
        return await DecideAsync(request, context, client, partition, key, by => decisions.SplitAsync(by, [.. parts.Select(part => new SplitPart(part.DebtorId, part.InvoiceNumber, part.Amount))], context.CancellationToken));
    }

    /// <summary><c>POST /api/receipts/{partition}/{key}/reverse</c>.</summary>
    [Function(nameof(ReverseReceipt))]
    [ApiOperation(
        "Undoes the allocation of a receipt: what it paid is open again, and the receipt is unmatched.",
        Roles = [Role.Finance],
        Request = typeof(ReverseReceiptRequest),
        Response = typeof(ReceiptOutcomeResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-allocated", "409 receipt-paid-shares", "412 receipt-changed", "422 field-required", "422 too-long"])]
    public Task<IResult> ReverseReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/reverse")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        DecideAsync<ReverseReceiptRequest>(request, context, client, partition, key, (by, body) => decisions.ReverseAsync(by, body.Reason, context.CancellationToken));

    /// <summary><c>POST /api/receipts/{partition}/{key}/take-back</c>.</summary>
    [Function(nameof(TakeBackPayment))]
    [ApiOperation(
        "Says which payment a return takes back; what that payment had paid is open again.",
        Roles = [Role.Finance],
        Request = typeof(TakeBackRequest),
        Response = typeof(ReceiptOutcomeResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "412 receipt-changed", "409 receipt-wrong-direction", "422 field-required", "422 payment-unknown", "422 payment-too-small"])]
    public async Task<IResult> TakeBackPayment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/take-back")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<TakeBackRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        if (string.IsNullOrWhiteSpace(body.Value.Partition)) return Api.Problem(Refusal.Required("partition"));
        if (string.IsNullOrWhiteSpace(body.Value.Key)) return Api.Problem(Refusal.Required("key"));
        return await DecideAsync(request, context, client, partition, key, by => decisions.TakeBackAsync(by, body.Value.Partition, body.Value.Key, context.CancellationToken));
    }

    /// <summary><c>POST /api/receipts/{partition}/{key}/not-ours</c>.</summary>
    [Function(nameof(SetReceiptAside))]
    [ApiOperation(
        "Takes a receipt off the worklist: nothing of ours to book.",
        Roles = [Role.Finance],
        Request = typeof(NotOursRequest),
        Response = typeof(ReceiptOutcomeResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "412 receipt-changed", "409 receipt-partly-booked", "422 field-required", "422 too-long"])]
    public Task<IResult> SetReceiptAside(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/not-ours")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        DecideAsync<NotOursRequest>(request, context, client, partition, key, (by, body) => decisions.SetAsideAsync(by, body.Reason, context.CancellationToken));

    /// <summary><c>POST /api/receipts/{partition}/{key}/seen</c>.</summary>
    [Function(nameof(SeeReturnedPayment))]
    [ApiOperation(
        "Takes a payment that came back off the list: somebody saw it.",
        Roles = [Role.Finance],
        Response = typeof(ReceiptOutcomeResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "412 receipt-changed"])]
    public async Task<IResult> SeeReturnedPayment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/seen")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        return await DecideAsync(request, context, client, partition, key, by => decisions.SeeAsync(by, context.CancellationToken));
    }

    /// <summary>A decision whose body needs no check but those of the decision itself.</summary>
    private async Task<IResult> DecideAsync<T>(
        HttpRequest request, FunctionContext context, DurableTaskClient client, string partition, string key, Func<ReceiptDecider, T, Task<Result<ReceiptOutcome>>> decide)
        where T : class
    {
        var body = await ApiRequest.ReadAsync<T>(request, context.CancellationToken);
        return body.Refusal is { } refusal ? Api.Problem(refusal) : await DecideAsync(request, context, client, partition, key, by => decide(by, body.Value));
    }

    private async Task<IResult> DecideAsync(
        HttpRequest request, FunctionContext context, DurableTaskClient client, string partition, string key, Func<ReceiptDecider, Task<Result<ReceiptOutcome>>> decide)
    {
        var caller = context.RequiredCaller();
        return await requests.RunAsync(
            request,
            caller,
            async _ =>
            {
                var decided = await decide(new ReceiptDecider(partition, key, VersionOf(request), caller.SubjectHash));
                if (decided.IsSuccess) await client.WakeAsync(decided.Value, context.CancellationToken);
                return decided.Map(ReceiptOutcomeResponse.Of);
            },
            cancellationToken: context.CancellationToken);
    }

    private static string? VersionOf(HttpRequest request) => request.Headers.IfMatch.ToString() is { Length: > 0 } version && version != "*" ? version : null;
}
