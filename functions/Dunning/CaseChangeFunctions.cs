using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>What people decide about a case.</summary>
public sealed class CaseChangeFunctions(CaseReader reader, CaseService cases, IdempotentRequests requests, CaseHints hints)
{
    /// <summary><c>POST /api/cases/{caseId}/stale-override</c>.</summary>
    [Function(nameof(OverrideStaleBankData))]
    [ApiOperation(
        "Reminds today although the bank data is stale: for this day only, and written down with who decided it.",
        Roles = [Role.Finance],
        Response = typeof(CaseChangeResponse),
        Problems = ["404 case-not-found", "409 case-not-open"])]
    public Task<IResult> OverrideStaleBankData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{caseId}/stale-override")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string caseId,
        FunctionContext context) => ChangeAsync(
            new CaseChange(request, client, caseId, "stale-override"),
            (debtorId, by) => cases.OverrideStaleAsync(debtorId, caseId, by, context.CancellationToken),
            context);

    /// <summary><c>POST /api/cases/{caseId}/attention/clear</c>.</summary>
    [Function(nameof(ClearCaseAttention))]
    [ApiOperation(
        "Says that a person has looked at the case; its instance may be started again.",
        Roles = [Role.Desk],
        Response = typeof(CaseChangeResponse),
        Problems = ["404 case-not-found", "409 case-not-open"])]
    public Task<IResult> ClearCaseAttention(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{caseId}/attention/clear")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string caseId,
        FunctionContext context) => ChangeAsync(
            new CaseChange(request, client, caseId, "attention-cleared"),
            (debtorId, _) => cases.SetAttentionAsync(debtorId, caseId, reason: null, context.CancellationToken),
            context);

    private async Task<IResult> ChangeAsync(CaseChange change, Func<string, string, Task<DunningCaseRow>> apply, FunctionContext context)
    {
        if (CaseNames.DebtorOf(change.CaseId) is not { } debtorId) return Api.Problem(Refusal.Missing("case"));
        var caller = context.RequiredCaller();
        return await requests.RunAsync(change.Request, caller, async _ =>
        {
            if (await reader.ReadAsync(debtorId, change.CaseId, context.CancellationToken) is not { Case: { } found }) return Refusal.Missing("case");
            if (found.State == CaseState.Closed) return Refusal.State("case-not-open", "The case is closed.");
            var changed = await apply(debtorId, caller.SubjectHash);
            var stage = changed.State == CaseState.Legal ? CaseStage.Legal : CaseStage.Dunning;
            await hints.WakeAsync(change.Client, change.CaseId, stage, CaseEvents.Hint, change.Cause, context.CancellationToken);
            return (Result<CaseChangeResponse>)CaseChangeResponse.Of(changed);
        }, cancellationToken: context.CancellationToken);
    }

    private sealed record CaseChange(HttpRequest Request, DurableTaskClient Client, string CaseId, string Cause);
}
