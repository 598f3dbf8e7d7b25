using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Payments;

namespace Smart.Functions.Payments;

/// <summary>Receipts and the worklist over HTTP.</summary>
public sealed class ReceiptFunctions(ReceiptStore receipts, Worklist worklist)
{
    private const int PageSize = 50;

    /// <summary><c>GET /api/receipts?state=unmatched</c>.</summary>
    [Function(nameof(ListReceipts))]
    [ApiOperation(
        "The worklist, oldest value date first: unmatched, receipts that fit nothing; returned, payments that came back and that nobody saw yet.",
        Roles = [Role.Finance, Role.Desk, Role.Engineer],
        Query = ["state", "after"],
        Response = typeof(ReceiptListResponse),
        Problems = ["400 malformed-parameter"])]
    public async Task<IResult> ListReceipts([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts")] HttpRequest request, FunctionContext context)
    {
        if (StateOf(request.Query["state"].ToString()) is not { } wanted)
        {
            return Api.Problem(new Refusal(RefusalKind.Malformed, "malformed-parameter", "Listed are state=unmatched and state=returned; other receipts are reached from their invoice.", "state"));
        }

        var after = request.Query["after"].ToString() is { Length: > 0 } text ? text : null;
        var page = await worklist.ListAsync(after, PageSize, context.CancellationToken);
        var found = new List<ReceiptResponse>();
        foreach (var row in page)
        {
            var receipt = await receipts.FindAsync(row.ReceiptPartition, row.ReceiptKey, context.CancellationToken);
            if (receipt is not null && receipt.State == wanted && (wanted != ReceiptState.TookBack || receipt.DecidedBy is null)) found.Add(ReceiptResponse.Of(receipt));
        }

        return Api.Ok(new ReceiptListResponse(found, page.Count == PageSize ? page[^1].RowKey : null));
    }

    /// <summary><c>GET /api/receipts/{partition}/{key}</c>.</summary>
    [Function(nameof(GetReceipt))]
    [ApiOperation("A receipt and what persons decided about it.", Roles = [Role.Finance, Role.Desk, Role.Engineer], Response = typeof(ReceiptResponse), Problems = ["404 receipt-not-found"])]
    public async Task<IResult> GetReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts/{partition}/{key}")] HttpRequest request, string partition, string key, FunctionContext context) =>
        await receipts.FindAsync(partition, key, context.CancellationToken) is { } receipt
            ? Api.Ok(ReceiptResponse.Of(receipt, await receipts.DecisionsAsync(receipt, context.CancellationToken)))
            : Api.Problem(Refusal.Missing("receipt"));

    private static ReceiptState? StateOf(string text) => text switch
    {
        "" or "unmatched" => ReceiptState.Unmatched,
        "returned" => ReceiptState.TookBack,
        _ => null,
    };
}
