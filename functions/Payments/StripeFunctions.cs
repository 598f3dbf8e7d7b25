using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Payments;

/// <summary>Payment by card: the page to pay on, and what Stripe tells.</summary>
public sealed class StripeFunctions(
    CheckoutService checkout, InvoiceReader invoices, LinkTokens links, StripeSignature signature, StripeInbox inbox, ReceiptQueue queue, IdempotentRequests requests)
{
    /// <summary><c>POST /api/invoices/{number}/checkout</c>.</summary>
    [Function(nameof(OpenCheckout))]
    [ApiOperation(
        "Opens a page on which what is open of an invoice can be paid by card.",
        Roles = [Role.Member, Role.Desk, Role.Finance, Role.Engineer],
        Response = typeof(CheckoutResponse),
        Status = 201,
        Problems = ["404 invoice-not-found", "409 invoice-not-open"])]
    public async Task<IResult> OpenCheckout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invoices/{number}/checkout")] HttpRequest request, string number, FunctionContext context)
    {
        var caller = context.RequiredCaller();
        if (await invoices.FindAsync(number, context.CancellationToken) is not { } invoice) return Api.Problem(Refusal.Missing("invoice"));
        if (caller.RequireMember(invoice.MemberId, "invoice") is { } refusal) return Api.Problem(refusal);
        return await requests.RunAsync(request, caller, _ => OpenAsync(invoice.DebtorId, number, context.CancellationToken), StatusCodes.Status201Created, context.CancellationToken);
    }

    /// <summary><c>POST /api/pay/{token}/checkout</c>.</summary>
    [Function(nameof(OpenLinkCheckout))]
    [ApiOperation(
        "Opens a page on which the client of a link pays by card; a link to all of a debtor names the invoice.",
        IsAnonymous = true,
        Query = ["number"],
        Response = typeof(CheckoutResponse),
        Status = 201,
        Problems = ["404 link-not-found", "404 invoice-not-found", "409 invoice-not-open"])]
    public async Task<IResult> OpenLinkCheckout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/checkout")] HttpRequest request, string token, FunctionContext context)
    {
        if (await links.ResolveAsync(token, context.CancellationToken) is not { } link) return Api.Problem(Refusal.Missing("link"));
        var number = link.InvoiceNumber ?? request.Query["number"].ToString();
        if (!InvoiceNumber.TryParse(number, out _)) return Api.Problem(Refusal.Missing("invoice"));
        return Api.Result(await OpenAsync(link.DebtorId, number, context.CancellationToken), StatusCodes.Status201Created);
    }

    /// <summary><c>POST /api/webhooks/stripe</c>: verified before anything else, kept, answered; the work follows on the queue.</summary>
    [Function(nameof(StripeWebhook))]
    [ApiOperation(
        "Takes an event of Stripe.",
        IsAnonymous = true,
        RequestMediaType = "application/json",
        Status = 202,
        Problems = ["400 signature-missing", "400 signature-wrong", "400 webhook-malformed"])]
    public async Task<IResult> StripeWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/stripe")] HttpRequest request, FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadBytesAsync(request, ApiRequest.MaximumBytes, cancellation);
        if (body.Refusal is { } tooLarge) return Api.Problem(tooLarge);
        var json = body.Value.ToString();
        var verified = signature.Verify(json, request.Headers[StripeSignature.Header]);
        if (verified.Refusal is { } refusal) return Api.Problem(refusal);
        var row = await inbox.AddAsync(verified.Value, json, cancellation);
        if (row.State != InboxState.Received) return Results.Ok();
        await queue.SendAsync([new ReceiptMessage(row.PartitionKey, row.RowKey, Event: true)], cancellation);
        return Results.Accepted();
    }

    private async Task<Result<CheckoutResponse>> OpenAsync(string debtorId, string number, CancellationToken cancellationToken) =>
        (await checkout.OpenAsync(debtorId, number, cancellationToken)).Map(page => new CheckoutResponse(page.Number, page.Amount, page.Url));
}
