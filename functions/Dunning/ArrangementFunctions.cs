using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Debtors;

namespace Smart.Functions.Dunning;

/// <summary>Arrangements over HTTP: what a debtor promised to pay, and when.</summary>
public sealed class ArrangementFunctions(ArrangementService arrangements, DebtorService debtors, CaseHints hints, IdempotentRequests requests)
{
    /// <summary><c>POST /api/debtors/{debtorId}/arrangements</c>.</summary>
    [Function(nameof(AgreeArrangement))]
    [ApiOperation(
        "Agrees on instalments for open invoices: no letter about them while each is paid in time.",
        Roles = [Role.Desk, Role.Finance],
        Request = typeof(AgreeArrangementRequest),
        Response = typeof(ArrangementResponse),
        Status = StatusCodes.Status201Created,
        Problems = ["404 debtor-not-found", "409 case-at-legal-stage", "409 invoice-arranged-already", "422 field-required", "422 invoice-not-open", "422 instalments-invalid", "422 instalments-do-not-add-up"])]
    public async Task<IResult> AgreeArrangement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "debtors/{debtorId}/arrangements")] HttpRequest request,
        string debtorId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<AgreeArrangementRequest>(request, cancellation);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        if (body.Value.Invoices is not { Count: > 0 } invoices) return Api.Problem(Refusal.Required("invoices"));
        if (body.Value.Instalments is not { } instalments || instalments.Any(instalment => instalment is null)) return Api.Problem(Refusal.Required("instalments"));
        var caller = context.RequiredCaller();
        return await requests.RunAsync(
            request,
            caller,
            async requestId =>
            {
                var agreed = await arrangements.AgreeAsync(requestId, debtorId, invoices, instalments, caller.SubjectHash, cancellation);
                if (agreed.IsSuccess) await WakeAsync(client, debtorId, cancellation);
                return agreed.Map(ArrangementResponse.Of);
            },
            StatusCodes.Status201Created,
            cancellation);
    }

    /// <summary><c>GET /api/debtors/{debtorId}/arrangements</c>.</summary>
    [Function(nameof(ListArrangements))]
    [ApiOperation("The arrangements of a debtor and whether each is kept.", Roles = [Role.Desk, Role.Finance], Response = typeof(ArrangementListResponse), Problems = ["404 debtor-not-found"])]
    public async Task<IResult> ListArrangements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtors/{debtorId}/arrangements")] HttpRequest request, string debtorId, FunctionContext context) =>
        await arrangements.ListAsync(debtorId, context.CancellationToken) is { } standings
            ? Api.Ok(new ArrangementListResponse([.. standings.Select(ArrangementStandingResponse.Of)]))
            : Api.Problem(Refusal.Missing("debtor"));

    /// <summary><c>POST /api/debtors/{debtorId}/arrangements/{arrangementId}/cancel</c>.</summary>
    [Function(nameof(CancelArrangement))]
    [ApiOperation("Ends an arrangement: reminders go on.", Roles = [Role.Desk, Role.Finance], Response = typeof(ArrangementResponse), Problems = ["404 arrangement-not-found"])]
    public async Task<IResult> CancelArrangement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "debtors/{debtorId}/arrangements/{arrangementId}/cancel")] HttpRequest request,
        string debtorId,
        string arrangementId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => await requests.RunAsync(
            request,
            context.RequiredCaller(),
            async _ =>
            {
                var cancelled = await arrangements.CancelAsync(debtorId, arrangementId, context.CancellationToken);
                if (cancelled.IsSuccess) await WakeAsync(client, debtorId, context.CancellationToken);
                return cancelled.Map(ArrangementResponse.Of);
            },
            cancellationToken: context.CancellationToken);

    private async Task WakeAsync(DurableTaskClient client, string debtorId, CancellationToken cancellationToken) =>
        await hints.WakeAsync(client, await debtors.FindHeadAsync(debtorId, cancellationToken), "arrangement", cancellationToken);
}

/// <summary>An arrangement to agree on.</summary>
/// <param name="Invoices">The invoices, in the order in which payments go to them.</param>
/// <param name="Instalments">The payments, by date; together the balance of the invoices.</param>
public sealed record AgreeArrangementRequest(IReadOnlyList<string> Invoices, IReadOnlyList<Instalment> Instalments);

/// <summary>An arrangement.</summary>
/// <param name="ArrangementId">Its id.</param>
/// <param name="Invoices">Its invoices.</param>
/// <param name="Instalments">The payments.</param>
/// <param name="Owed">What was open when it was agreed.</param>
/// <param name="Reference">The twelve digits to pay with.</param>
/// <param name="AgreedOn">When it was agreed.</param>
/// <param name="CancelledOn">When a person ended it.</param>
public sealed record ArrangementResponse(
    string ArrangementId, IReadOnlyList<string> Invoices, IReadOnlyList<Instalment> Instalments, Money Owed, string Reference, DateOnly AgreedOn, DateOnly? CancelledOn)
{
    internal static ArrangementResponse Of(ArrangementRow row) =>
        new(row.ArrangementId, row.Numbers, row.Instalments, row.Owed, row.Reference, row.AgreedOn, row.CancelledOn);
}

/// <summary>An arrangement as it stands today.</summary>
/// <param name="Arrangement">What was agreed.</param>
/// <param name="State">Whether it is kept.</param>
/// <param name="Paid">What was paid since.</param>
/// <param name="Left">What is open of its invoices.</param>
public sealed record ArrangementStandingResponse(ArrangementResponse Arrangement, ArrangementState State, Money Paid, Money Left)
{
    internal static ArrangementStandingResponse Of(ArrangementStanding standing) =>
        new(ArrangementResponse.Of(standing.Arrangement), standing.State, standing.Paid, standing.Left);
}

/// <summary>The arrangements of a debtor.</summary>
/// <param name="Arrangements">In order of id.</param>
public sealed record ArrangementListResponse(IReadOnlyList<ArrangementStandingResponse> Arrangements);
