using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Debtors;

/// <summary>Clients over HTTP.</summary>
public sealed class DebtorFunctions(DebtorService debtors, DebtorStatements statements, DebtorAccess access, IdempotentRequests requests)
{
    /// <summary><c>POST /api/debtors</c>.</summary>
    [Function(nameof(CreateDebtor))]
    [ApiOperation(
        "Creates a client.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Request = typeof(CreateDebtorRequest),
        Response = typeof(DebtorChangedResponse),
        Status = StatusCodes.Status201Created,
        Problems = ["422 enterprise-number-invalid", "422 vat-number-invalid", "422 email-invalid", "422 field-required"])]
    public async Task<IResult> CreateDebtor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "debtors")] HttpRequest request, FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<CreateDebtorRequest>(request, context.CancellationToken);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        var caller = context.RequiredCaller();
        if (caller is { IsStaff: false, MemberId: null }) return Api.Problem(NotAMember);
        return await requests.RunAsync(
            request,
            caller,
            async requestId => (await debtors.CreateAsync(requestId, caller.MemberId, body.Value.ToNewDebtor(), context.CancellationToken)).Map(DebtorChangedResponse.Of),
            StatusCodes.Status201Created,
            context.CancellationToken);
    }

    /// <summary><c>GET /api/debtors/{debtorId}</c>.</summary>
    [Function(nameof(GetDebtor))]
    [ApiOperation(
        "A client, to desk and finance and to the members who created or invoiced it.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Response = typeof(DebtorResponse),
        Problems = ["404 debtor-not-found"])]
    public async Task<IResult> GetDebtor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtors/{debtorId}")] HttpRequest request, string debtorId, FunctionContext context)
    {
        if (await access.CheckAsync(context.RequiredCaller(), debtorId, context.CancellationToken) is { } refused) return Api.Problem(refused);
        var debtor = await debtors.FindAsync(debtorId, context.CancellationToken);
        return debtor is null ? Api.Problem(Refusal.Missing("debtor")) : Api.Ok(DebtorResponse.Of(debtor));
    }

    /// <summary><c>PUT /api/debtors/{debtorId}/contact</c>.</summary>
    [Function(nameof(ChangeDebtorContact))]
    [ApiOperation(
        "Replaces a client's name, address and channels; a letter under way is decided anew.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Request = typeof(ChangeContactRequest),
        Response = typeof(DebtorChangedResponse),
        Problems = ["404 debtor-not-found", "422 email-invalid", "422 field-required"])]
    public async Task<IResult> ChangeDebtorContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "debtors/{debtorId}/contact")] HttpRequest request, string debtorId, FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<ChangeContactRequest>(request, context.CancellationToken);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        var caller = context.RequiredCaller();
        if (await access.CheckAsync(caller, debtorId, context.CancellationToken) is { } refused) return Api.Problem(refused);
        return await requests.RunAsync(
            request,
            caller,
            async _ => (await debtors.UpdateContactAsync(debtorId, body.Value.ToContact(), context.CancellationToken)).Map(DebtorChangedResponse.Of),
            cancellationToken: context.CancellationToken);
    }

    /// <summary><c>GET /api/debtors/{debtorId}/statement</c>.</summary>
    [Function(nameof(GetDebtorStatement))]
    [ApiOperation(
        "What a client owes, and the ledger behind it.",
        Roles = [Role.Desk, Role.Finance],
        Response = typeof(StatementResponse),
        Query = ["from"],
        Problems = ["404 debtor-not-found"])]
    public async Task<IResult> GetDebtorStatement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtors/{debtorId}/statement")] HttpRequest request, string debtorId, FunctionContext context)
    {
        if (await access.CheckAsync(context.RequiredCaller(), debtorId, context.CancellationToken) is { } refused) return Api.Problem(refused);
        var from = request.Query["from"].ToString() is { Length: > 0 } next ? next : null;
        var statement = await statements.LoadAsync(debtorId, from, context.CancellationToken);
        return statement is null ? Api.Problem(Refusal.Missing("debtor")) : Api.Ok(StatementResponse.Of(statement));
    }

    private static Refusal NotAMember { get; } =
        new(RefusalKind.Forbidden, "member-required", "This sign-in is not bound to a member yet.");
}

/// <summary>Links with which clients see and pay what they owe.</summary>
public sealed class DebtorLinkFunctions(DebtorService debtors, DebtorAccess access, InvoiceReader invoices, LinkTokens links, TimeProvider time)
{
    private const int UsualDays = 90;
    private const int MostDays = 365;

    /// <summary>
    /// <c>POST /api/debtors/{debtorId}/links</c>. Its answer is the one place where the token stands, so it is not kept for repetition:
    /// a repeated request makes another link.
    /// </summary>
    [Function(nameof(CreateDebtorLink))]
    [ApiOperation(
        "Makes a link for the client; repeated, it makes another one.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Request = typeof(CreateLinkRequest),
        Response = typeof(LinkResponse),
        Status = StatusCodes.Status201Created,
        Problems = ["404 debtor-not-found", "404 invoice-not-found", "422 days-invalid", "422 field-required"])]
    public async Task<IResult> CreateDebtorLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "debtors/{debtorId}/links")] HttpRequest request, string debtorId, FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<CreateLinkRequest>(request, context.CancellationToken);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        var caller = context.RequiredCaller();
        if (await access.CheckAsync(caller, debtorId, context.CancellationToken) is { } refused) return Api.Problem(refused);
        if (await debtors.FindHeadAsync(debtorId, context.CancellationToken) is null) return Api.Problem(Refusal.Missing("debtor"));

        // A member sees an invoice of a client, not what the client owes to others.
        if (!caller.IsStaff && body.Value.Invoice is null) return Api.Problem(Refusal.Required("invoice"));
        if (body.Value.Invoice is { } number && await CheckAsync(caller, debtorId, number, context.CancellationToken) is { } foreign) return Api.Problem(foreign);
        var days = body.Value.Days ?? UsualDays;
        if (days is < 1 or > MostDays) return Api.Problem(Refusal.Rules("days-invalid", $"A link lasts 1 to {MostDays} days.", "days"));
        var link = await links.CreateAsync(debtorId, body.Value.Invoice, time.GetUtcNow().AddDays(days), context.CancellationToken);
        return Api.Ok(new LinkResponse(link.Id, $"/api/pay/{link.Token}", link.ExpiresAt), StatusCodes.Status201Created);
    }

    private async Task<Refusal?> CheckAsync(Caller caller, string debtorId, string number, CancellationToken cancellationToken) =>
        InvoiceNumber.TryParse(number, out _) && await invoices.FindAsync(debtorId, number, cancellationToken) is { } invoice
            ? caller.RequireMember(invoice.MemberId, "invoice")
            : Refusal.Missing("invoice");
}
