using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Payments;

/// <summary>Pages on which invoices and shares are paid by card, Bancontact or direct debit.</summary>
public sealed class CheckoutFunctions(CheckoutService checkout, InvoiceReader invoices, LinkTokens links, StripePayments payments, IdempotentRequests requests)
{
    /// <summary><c>POST /api/invoices/{number}/checkout</c>.</summary>
    [Function(nameof(OpenCheckout))]
    [ApiOperation(
        "Opens a page on which what is open of an invoice can be paid by card, Bancontact or direct debit.",
        Roles = [Role.Member, Role.Desk, Role.Finance, Role.Engineer],
        Response = typeof(CheckoutResponse),
        Status = 201,
        Problems = ["404 invoice-not-found", "409 invoice-not-open", "409 payment-under-way", "409 below-card-minimum", "503 card-payments-down"])]
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
        "Opens a page on which the client of a link pays; a link to all of a debtor names the invoice.",
        IsAnonymous = true,
        Query = ["number"],
        Response = typeof(CheckoutResponse),
        Status = 201,
        Problems = ["404 link-not-found", "404 invoice-not-found", "409 invoice-not-open", "409 payment-under-way", "409 below-card-minimum", "503 card-payments-down"])]
    public async Task<IResult> OpenLinkCheckout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/checkout")] HttpRequest request, string token, FunctionContext context)
    {
        if (await links.ResolveAsync(token, context.CancellationToken) is not { } link) return Api.Problem(Refusal.Missing("link"));
        var number = link.InvoiceNumber ?? request.Query["number"].ToString();
        if (!InvoiceNumber.TryParse(number, out _)) return Api.Problem(Refusal.Missing("invoice"));
        return Api.Result(await OpenAsync(link.DebtorId, number, context.CancellationToken), StatusCodes.Status201Created);
    }

    /// <summary><c>POST /api/members/{memberId}/shares/{requestId}/checkout</c>.</summary>
    [Function(nameof(OpenShareCheckout))]
    [ApiOperation(
        "Opens a page on which what is open of a request for shares can be paid.",
        Roles = [Role.Member, Role.Desk],
        Response = typeof(ShareCheckoutResponse),
        Status = 201,
        Problems = ["404 member-not-found", "404 share-request-not-found", "409 share-request-paid", "409 payment-under-way", "409 below-card-minimum", "503 card-payments-down"])]
    public async Task<IResult> OpenShareCheckout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/shares/{requestId}/checkout")] HttpRequest request,
        string memberId,
        string requestId,
        FunctionContext context)
    {
        var caller = context.RequiredCaller();
        if (caller.RequireMember(memberId) is { } refusal) return Api.Problem(refusal);
        return await requests.RunAsync(
            request,
            caller,
            async _ => (await checkout.OpenSharesAsync(memberId, requestId, context.CancellationToken)).Map(page => new ShareCheckoutResponse(page.RequestId, page.Amount, page.Url)),
            StatusCodes.Status201Created,
            context.CancellationToken);
    }

    /// <summary><c>GET /api/payments/announced?debtorId=</c>.</summary>
    [Function(nameof(ListAnnouncedPayments))]
    [ApiOperation(
        "Direct debits that clients ordered and whose money is not here yet.",
        Roles = [Role.Desk, Role.Finance, Role.Engineer],
        Query = ["debtorId"],
        Response = typeof(AnnouncedPaymentListResponse))]
    public async Task<IResult> ListAnnouncedPayments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "payments/announced")] HttpRequest request, FunctionContext context)
    {
        var debtorId = request.Query["debtorId"].ToString() is { Length: > 0 } text ? text : null;
        var found = await payments.AnnouncedAsync(debtorId, context.CancellationToken);
        return Api.Ok(new AnnouncedPaymentListResponse([.. found.Select(AnnouncedPaymentResponse.Of)]));
    }

    private async Task<Result<CheckoutResponse>> OpenAsync(string debtorId, string number, CancellationToken cancellationToken) =>
        (await checkout.OpenAsync(debtorId, number, cancellationToken)).Map(page => new CheckoutResponse(page.Number, page.Amount, page.Url));
}
