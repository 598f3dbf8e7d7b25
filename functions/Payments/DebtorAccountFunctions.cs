using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Refunds;
using Smart.Shared.Storage;

namespace Smart.Functions.Payments;

/// <summary>Money on a debtor's account over HTTP: used for invoices, or paid back.</summary>
public sealed class DebtorAccountFunctions(AccountUse account, AccountRefunds refunds, ReceiptStore receipts, CaseHints hints, IdempotentRequests requests)
{
    /// <summary><c>POST /api/debtors/{debtorId}/account-use</c>.</summary>
    [Function(nameof(UseMoneyOnAccount))]
    [ApiOperation(
        "Pays open invoices with money on the debtor's account, oldest due date first or those named.",
        Roles = [Role.Finance, Role.Desk],
        Request = typeof(UseAccountRequest),
        Response = typeof(UseAccountResponse),
        Problems = ["404 debtor-not-found", "409 nothing-on-account", "409 nothing-to-pay", "422 invoice-not-open", "422 amount-invalid"])]
    public async Task<IResult> UseMoneyOnAccount(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "debtors/{debtorId}/account-use")] HttpRequest request,
        string debtorId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<UseAccountRequest>(request, cancellation);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        return await requests.RunAsync(
            request,
            context.RequiredCaller(),
            async requestId =>
            {
                var used = await account.UseAsync(debtorId, DerivedId.Of(requestId, "account-use"), body.Value.Invoices ?? [], body.Value.Amount, cancellation);
                if (used.IsSuccess) await hints.WakeAsync(client, used.Value.Head, "account", cancellation);
                return used.Map(done => new UseAccountResponse(done.Parts, done.Head.OnAccount));
            },
            cancellationToken: cancellation);
    }

    /// <summary><c>POST /api/debtors/{debtorId}/refunds</c>.</summary>
    [Function(nameof(RequestRefund))]
    [ApiOperation(
        "Takes money off the debtor's account to pay it back to a bank account that paid. Transfer it with the refund's reference: the bank's movement is known by it.",
        Roles = [Role.Finance],
        Request = typeof(RefundRequest),
        Response = typeof(RefundResponse),
        Status = StatusCodes.Status201Created,
        Problems = ["404 debtor-not-found", "404 receipt-not-found", "409 not-on-account", "422 amount-invalid", "422 field-required", "422 more-than-receipt-brought", "422 refund-account-unknown"])]
    public async Task<IResult> RequestRefund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "debtors/{debtorId}/refunds")] HttpRequest request, string debtorId, FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<RefundRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        var (amount, partition, key) = body.Value;
        if (string.IsNullOrWhiteSpace(partition)) return Api.Problem(Refusal.Required("receiptPartition"));
        if (string.IsNullOrWhiteSpace(key)) return Api.Problem(Refusal.Required("receiptKey"));
        var caller = context.RequiredCaller();
        return await requests.RunAsync(
            request,
            caller,
            async requestId => (await refunds.RequestAsync(requestId, debtorId, amount, partition, key, caller.SubjectHash, context.CancellationToken)).Map(row => RefundResponse.Of(row, null)),
            StatusCodes.Status201Created,
            context.CancellationToken);
    }

    /// <summary><c>GET /api/debtors/{debtorId}/refunds</c>.</summary>
    [Function(nameof(ListRefunds))]
    [ApiOperation("What was paid back to a debtor, and to which account.", Roles = [Role.Finance], Response = typeof(RefundListResponse), Problems = ["404 debtor-not-found"])]
    public async Task<IResult> ListRefunds(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtors/{debtorId}/refunds")] HttpRequest request, string debtorId, FunctionContext context)
    {
        if (await refunds.ListAsync(debtorId, context.CancellationToken) is not { } rows) return Api.Problem(Refusal.Missing("debtor"));
        var listed = new List<RefundResponse>();
        foreach (var row in rows) listed.Add(RefundResponse.Of(row, await receipts.FindAsync(row.ToPartition, row.ToKey, context.CancellationToken)));
        return Api.Ok(new RefundListResponse(listed));
    }
}

/// <summary>What money on account shall pay.</summary>
/// <param name="Invoices">The invoices; left out for all that are open.</param>
/// <param name="Amount">No more than this; left out for all that is on account.</param>
public sealed record UseAccountRequest(IReadOnlyList<string>? Invoices = null, Money? Amount = null);

/// <summary>What money on account paid.</summary>
/// <param name="AllocatedTo">By invoice.</param>
/// <param name="OnAccount">What is left.</param>
public sealed record UseAccountResponse(IReadOnlyList<ReceiptPart> AllocatedTo, Money OnAccount);

/// <summary>Money to pay back.</summary>
/// <param name="Amount">How much.</param>
/// <param name="ReceiptPartition">The partition of the receipt whose payer gets it.</param>
/// <param name="ReceiptKey">The key of that receipt.</param>
public sealed record RefundRequest(Money Amount, string ReceiptPartition, string ReceiptKey);

/// <summary>A refund.</summary>
/// <param name="RefundId">Its id.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reference">The twelve digits that the transfer must carry.</param>
/// <param name="State">How far it is.</param>
/// <param name="RequestedAt">When it was asked for, UTC.</param>
/// <param name="ToAccount">Where it goes; only in the list.</param>
/// <param name="ToName">To whom; only in the list.</param>
public sealed record RefundResponse(string RefundId, Money Amount, string Reference, RefundState State, DateTimeOffset RequestedAt, string? ToAccount, string? ToName)
{
    internal static RefundResponse Of(RefundRow row, ReceiptRow? receipt) =>
        new(row.RefundId, row.Amount, row.Reference, row.State, row.RequestedAt, receipt?.CounterpartyAccount, receipt?.CounterpartyName);
}

/// <summary>The refunds of a debtor.</summary>
/// <param name="Refunds">In order of id.</param>
public sealed record RefundListResponse(IReadOnlyList<RefundResponse> Refunds);
