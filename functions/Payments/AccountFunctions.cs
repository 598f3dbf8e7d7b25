using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Calendar;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Payments;

/// <summary>Bank accounts over HTTP.</summary>
public sealed class AccountFunctions(AccountService accounts, PontoAccounts ponto, IdempotentRequests requests, BusinessClock clock)
{
    /// <summary><c>GET /api/accounts</c>.</summary>
    [Function(nameof(ListAccounts))]
    [ApiOperation("The bank accounts and how far each is known.", Roles = [Role.Finance, Role.Desk, Role.Engineer], Response = typeof(AccountListResponse))]
    public async Task<IResult> ListAccounts([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts")] HttpRequest request, FunctionContext context)
    {
        var feeds = (await ponto.ListAsync(context.CancellationToken)).ToLookup(row => row.AccountKey, StringComparer.Ordinal);
        var rows = await accounts.ListAsync(context.CancellationToken);
        return Api.Ok(new AccountListResponse([.. rows.Select(row => AccountResponse.Of(row) with { Feed = AccountFeedResponse.Of(feeds[row.AccountKey]) })]));
    }

    /// <summary><c>PUT /api/accounts/{iban}</c>.</summary>
    [Function(nameof(ConfigureAccount))]
    [ApiOperation(
        "Names a bank account in euro, says whether clients pay on it, and whether its movements are booked from statements or from notifications (camt.054).",
        Roles = [Role.Finance, Role.Engineer],
        Request = typeof(ConfigureAccountRequest),
        Response = typeof(AccountResponse),
        Problems = ["422 iban-invalid", "422 field-required"])]
    public async Task<IResult> ConfigureAccount(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "accounts/{iban}")] HttpRequest request, string iban, FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<ConfigureAccountRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        return await requests.RunAsync(
            request,
            context.RequiredCaller(),
            async _ => (await accounts.ConfigureAsync(iban, body.Value.Name, body.Value.IsCollecting, body.Value.BooksNotifications, context.CancellationToken)).Map(AccountResponse.Of),
            cancellationToken: context.CancellationToken);
    }

    /// <summary><c>POST /api/accounts/{accountKey}/no-movements</c>.</summary>
    [Function(nameof(SayNoMovements))]
    [ApiOperation(
        "Finance answers that everything on an account through a day is known. Kept with who said it.",
        Roles = [Role.Finance],
        Request = typeof(NoMovementsRequest),
        Response = typeof(AccountResponse),
        Problems = ["404 account-not-found", "422 day-not-over", "422 field-required"])]
    public async Task<IResult> SayNoMovements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{accountKey}/no-movements")] HttpRequest request, string accountKey, FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<NoMovementsRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        if (body.Value.Through is not { } through) return Api.Problem(Refusal.Required("through"));
        var caller = context.RequiredCaller();
        return await requests.RunAsync(
            request,
            caller,
            async _ => (await accounts.SayNoMovementsAsync(accountKey, through, clock.Today, caller.SubjectHash, context.CancellationToken)).Map(AccountResponse.Of),
            cancellationToken: context.CancellationToken);
    }
}
