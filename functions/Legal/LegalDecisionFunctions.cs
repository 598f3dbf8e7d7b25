using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Legal;

namespace Smart.Functions.Legal;

/// <summary>Prepares legal files and decides on them.</summary>
public sealed class LegalDecisionFunctions(LegalApproval approval, LegalPreparation preparation, LegalHandOver handOver, IdempotentRequests requests, CaseHints hints)
{
    /// <summary><c>POST /api/legal-files/{caseId}/decision</c>.</summary>
    [Function(nameof(DecideLegalFile))]
    [ApiOperation(
        "Approves or refuses the legal file named by If-Match; never by the person who prepared it.",
        Roles = [Role.Approver],
        Request = typeof(LegalDecisionRequest),
        Response = typeof(LegalChangeResponse),
        Problems =
        [
            "400 if-match-missing", "403 preparer-cannot-approve", "404 legal-file-not-found",
            "409 legal-file-not-awaiting-approval", "412 legal-file-changed", "422 reason-required", "422 field-required",
        ])]
    public async Task<IResult> DecideLegalFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "legal-files/{caseId}/decision")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string caseId,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<LegalDecisionRequest>(request, cancellation);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        if (body.Value.Approved is not { } approved) return Api.Problem(Refusal.Required("approved"));
        if (CaseNames.DebtorOf(caseId) is not { } debtorId) return Api.Problem(Refusal.Missing("legal-file"));
        var hash = request.Headers.IfMatch.ToString().Trim().Trim('"');
        if (hash.Length == 0)
        {
            return Api.Problem(new Refusal(
                RefusalKind.Malformed, "if-match-missing", "A decision names the file it is about: send its ETag in If-Match.", "If-Match"));
        }

        var caller = context.RequiredCaller();
        var decision = new LegalDecision(caller.SubjectHash, approved, body.Value.Reason, hash);
        return await requests.RunAsync(request, caller, async _ =>
        {
            var decided = await approval.DecideAsync(debtorId, caseId, decision, cancellation);
            if (decided.IsSuccess) await hints.WakeAsync(client, caseId, CaseStage.Legal, CaseEvents.ApprovalDecided, "decision", cancellation);
            return decided.Map(LegalChangeResponse.Of);
        }, cancellationToken: cancellation);
    }

    /// <summary><c>POST /api/legal-files/{caseId}/prepare</c>.</summary>
    [Function(nameof(PrepareLegalFile))]
    [ApiOperation(
        "Builds the legal file anew, prepared by the caller.",
        Roles = [Role.Desk],
        Response = typeof(LegalChangeResponse),
        Problems = ["404 legal-file-not-found", "409 legal-file-not-preparable"])]
    public async Task<IResult> PrepareLegalFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "legal-files/{caseId}/prepare")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string caseId,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        if (CaseNames.DebtorOf(caseId) is not { } debtorId) return Api.Problem(Refusal.Missing("legal-file"));
        var caller = context.RequiredCaller();
        return await requests.RunAsync(request, caller, async _ =>
        {
            var prepared = await preparation.PrepareAsync(debtorId, caseId, caller.SubjectHash, cancellation);
            if (prepared.IsSuccess) await hints.WakeAsync(client, caseId, CaseStage.Legal, CaseEvents.Hint, "prepare", cancellation);
            return prepared.Map(LegalChangeResponse.Of);
        }, cancellationToken: cancellation);
    }

    /// <summary><c>POST /api/legal-files/{caseId}/hand-over-outcome</c>.</summary>
    [Function(nameof(DecideHandOverOutcome))]
    [ApiOperation(
        "Says whether the lawyer has a file that may have left and that the provider says nothing about; one that did not arrive is decided anew.",
        Roles = [Role.Desk],
        Request = typeof(HandOverOutcomeRequest),
        Response = typeof(LegalChangeResponse),
        Problems = ["404 legal-file-not-found", "409 legal-file-not-unclear", "422 field-required"])]
    public async Task<IResult> DecideHandOverOutcome(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "legal-files/{caseId}/hand-over-outcome")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string caseId,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<HandOverOutcomeRequest>(request, cancellation);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        if (body.Value.Sent is not { } sent) return Api.Problem(Refusal.Required("sent"));
        if (CaseNames.DebtorOf(caseId) is not { } debtorId) return Api.Problem(Refusal.Missing("legal-file"));
        return await requests.RunAsync(request, context.RequiredCaller(), async _ =>
        {
            var decided = await handOver.DecideAsync(debtorId, caseId, sent, cancellation);
            if (decided.IsSuccess) await hints.WakeAsync(client, caseId, CaseStage.Legal, CaseEvents.Hint, "hand-over-outcome", cancellation);
            return decided.Map(LegalChangeResponse.Of);
        }, cancellationToken: cancellation);
    }
}
