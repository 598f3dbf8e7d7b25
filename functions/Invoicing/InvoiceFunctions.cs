using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Invoicing;

/// <summary>Issues invoices.</summary>
public sealed class IssueFunctions(InvoiceService invoices, IdempotentRequests requests)
{
    /// <summary><c>POST /api/invoices</c>.</summary>
    [Function(nameof(CreateInvoice))]
    [ApiOperation(
        "Issues an invoice: it gets its number at once, its PDF and delivery follow.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Request = typeof(CreateInvoiceRequest),
        Response = typeof(InvoiceIssuedResponse),
        Status = StatusCodes.Status201Created,
        Problems =
        [
            "422 share-required", "422 contract-unknown", "422 debtor-unknown", "422 lines-required", "422 too-many-lines", "422 amount-not-positive",
            "422 vat-rate-unknown", "422 vat-rate-mismatch", "422 exemption-reason-required", "422 buyer-vat-required", "422 term-too-long",
        ])]
    public async Task<IResult> CreateInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invoices")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<CreateInvoiceRequest>(request, cancellation);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        var caller = context.RequiredCaller();
        if (body.Value.MemberId is { } named && caller.RequireMember(named) is { } foreign) return Api.Problem(foreign);
        if ((body.Value.MemberId ?? caller.MemberId) is not { } memberId) return Api.Problem(Refusal.Required("memberId"));
        var asked = body.Value.ToNewInvoice(memberId);
        if (asked.Refusal is { } refused) return Api.Problem(refused);
        return await requests.RunAsync(
            request, caller, requestId => IssueAsync(requestId, asked.Value, client, cancellation), StatusCodes.Status201Created, cancellation);
    }

    private async Task<Result<InvoiceIssuedResponse>> IssueAsync(
        string requestId, NewInvoice asked, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var issued = await invoices.IssueAsync(requestId, asked, cancellationToken);
        if (issued.Refusal is { } refused) return refused;
        await client.StartAsync(issued.Value.Invoice, issued.Value.Guard, cancellationToken);
        return InvoiceIssuedResponse.Of(issued.Value.Invoice);
    }
}

/// <summary>Shows invoices.</summary>
public sealed class InvoiceFunctions(InvoiceReader invoices, InvoicePdfs pdfs)
{
    private const int PageSize = 100;

    /// <summary><c>GET /api/invoices/{number}</c>.</summary>
    [Function(nameof(GetInvoice))]
    [ApiOperation(
        "An invoice and where it stands.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Response = typeof(InvoiceResponse),
        Problems = ["404 invoice-not-found"])]
    public async Task<IResult> GetInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoices/{number}")] HttpRequest request, string number, FunctionContext context)
    {
        var found = await FindAsync(context.RequiredCaller(), number, context.CancellationToken);
        return found.Refusal is { } refused
            ? Api.Problem(refused)
            : Api.Ok(InvoiceResponse.Of(await invoices.ViewAsync(found.Value, context.CancellationToken)));
    }

    /// <summary><c>GET /api/invoices/{number}/pdf</c>.</summary>
    [Function(nameof(GetInvoicePdf))]
    [ApiOperation(
        "An invoice as the client gets it.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        ResponseMediaType = InvoiceDocuments.ContentType,
        Problems = ["404 invoice-not-found"])]
    public async Task<IResult> GetInvoicePdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoices/{number}/pdf")] HttpRequest request, string number, FunctionContext context)
    {
        var found = await FindAsync(context.RequiredCaller(), number, context.CancellationToken);
        return found.Refusal is { } refused
            ? Api.Problem(refused)
            : Api.File(await pdfs.GetAsync(found.Value, context.CancellationToken), InvoiceDocuments.ContentType, $"{number}.pdf");
    }

    /// <summary><c>GET /api/members/{memberId}/invoices</c>.</summary>
    [Function(nameof(ListMemberInvoices))]
    [ApiOperation(
        "A member's invoices in order of number, a page at a time.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Response = typeof(InvoiceListResponse),
        Query = ["after"],
        Problems = ["404 member-not-found", "400 malformed-parameter"])]
    public async Task<IResult> ListMemberInvoices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/invoices")] HttpRequest request, string memberId, FunctionContext context)
    {
        if (context.RequiredCaller().RequireMember(memberId) is { } refused) return Api.Problem(refused);
        InvoiceNumber? after = null;
        if (request.Query["after"].ToString() is { Length: > 0 } text)
        {
            if (!InvoiceNumber.TryParse(text, out var last))
            {
                return Api.Problem(new Refusal(RefusalKind.Malformed, "malformed-parameter", "after is an invoice number.", "after"));
            }

            after = last;
        }

        var page = await invoices.ListAsync(memberId, after, PageSize, context.CancellationToken);
        return Api.Ok(new InvoiceListResponse([.. page.Select(InvoiceListItem.Of)], page.Count == PageSize ? page[^1].Number : null));
    }

    private async Task<Result<InvoiceRow>> FindAsync(Caller caller, string number, CancellationToken cancellationToken)
    {
        if (await invoices.FindAsync(number, cancellationToken) is not { } invoice) return Refusal.Missing("invoice");
        return caller.RequireMember(invoice.MemberId, "invoice") is { } foreign ? foreign : invoice;
    }
}
