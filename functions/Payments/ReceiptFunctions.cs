using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Payments;

namespace Smart.Functions.Payments;

/// <summary>Receipts and the worklist over HTTP.</summary>
public sealed class ReceiptFunctions(ReceiptStore receipts, Worklist worklist, WorklistService decisions, IdempotentRequests requests)
{
    private const int PageSize = 50;

    /// <summary><c>GET /api/receipts?state=unmatched</c>.</summary>
    [Function(nameof(ListReceipts))]
    [ApiOperation(
        "The worklist: receipts that fit nothing and payments that came back, oldest value date first.",
        Roles = [Role.Finance, Role.Desk, Role.Engineer],
        Query = ["state", "after"],
        Response = typeof(ReceiptListResponse),
        Problems = ["400 malformed-parameter"])]
    public async Task<IResult> ListReceipts([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts")] HttpRequest request, FunctionContext context)
    {
        if (request.Query["state"].ToString() is not ("" or "unmatched"))
        {
            return Api.Problem(new Refusal(RefusalKind.Malformed, "malformed-parameter", "Only state=unmatched is listed; other receipts are reached from their invoice.", "state"));
        }

        var after = request.Query["after"].ToString() is { Length: > 0 } text ? text : null;
        var page = await worklist.ListAsync(after, PageSize, context.CancellationToken);
        var found = new List<ReceiptResponse>();
        foreach (var row in page)
        {
            var receipt = await receipts.FindAsync(row.ReceiptPartition, row.ReceiptKey, context.CancellationToken);
            if (receipt is { State: ReceiptState.Unmatched or ReceiptState.Outgoing }) found.Add(ReceiptResponse.Of(receipt));
        }

        return Api.Ok(new ReceiptListResponse(found, page.Count == PageSize ? page[^1].RowKey : null));
    }

    /// <summary><c>GET /api/receipts/{partition}/{key}</c>.</summary>
    [Function(nameof(GetReceipt))]
    [ApiOperation("A receipt.", Roles = [Role.Finance, Role.Desk, Role.Engineer], Response = typeof(ReceiptResponse), Problems = ["404 receipt-not-found"])]
    public async Task<IResult> GetReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts/{partition}/{key}")] HttpRequest request, string partition, string key, FunctionContext context) =>
        await receipts.FindAsync(partition, key, context.CancellationToken) is { } receipt
            ? Api.Ok(ReceiptResponse.Of(receipt))
            : Api.Problem(Refusal.Missing("receipt"));

    /// <summary><c>POST /api/receipts/{partition}/{key}/allocate</c>.</summary>
    [Function(nameof(AllocateReceipt))]
    [ApiOperation(
        "Books an unmatched receipt for a debtor, and lets the letters that waited for it go on.",
        Roles = [Role.Finance],
        Request = typeof(AllocateReceiptRequest),
        Response = typeof(ReceiptDecisionResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "412 receipt-changed", "422 debtor-unknown", "422 invoice-not-open"])]
    public async Task<IResult> AllocateReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/allocate")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<AllocateReceiptRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        var (debtorId, number) = (body.Value.DebtorId, body.Value.InvoiceNumber);
        return await DecideAsync(request, context, client, by => decisions.AllocateAsync(partition, key, debtorId, number, VersionOf(request), by, context.CancellationToken));
    }

    /// <summary><c>POST /api/receipts/{partition}/{key}/not-ours</c>.</summary>
    [Function(nameof(SetReceiptAside))]
    [ApiOperation(
        "Takes a receipt off the worklist: nothing of ours to book.",
        Roles = [Role.Finance],
        Request = typeof(NotOursRequest),
        Response = typeof(ReceiptDecisionResponse),
        Problems = ["404 receipt-not-found", "409 receipt-not-unmatched", "409 receipt-partly-booked", "412 receipt-changed", "422 field-required"])]
    public async Task<IResult> SetReceiptAside(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{partition}/{key}/not-ours")] HttpRequest request,
        string partition,
        string key,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<NotOursRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        return await DecideAsync(request, context, client, by => decisions.SetAsideAsync(partition, key, body.Value.Reason, VersionOf(request), by, context.CancellationToken));
    }

    private async Task<IResult> DecideAsync(HttpRequest request, FunctionContext context, DurableTaskClient client, Func<string, Task<Result<ReceiptOutcome>>> decide)
    {
        var caller = context.RequiredCaller();
        return await requests.RunAsync(
            request,
            caller,
            async _ =>
            {
                var decided = await decide(caller.SubjectHash);
                if (decided.IsSuccess) await client.WakeAsync(decided.Value, context.CancellationToken);
                return decided.Map(ReceiptDecisionResponse.Of);
            },
            cancellationToken: context.CancellationToken);
    }

    private static string? VersionOf(HttpRequest request) => request.Headers.IfMatch.ToString() is { Length: > 0 } version && version != "*" ? version : null;
}
