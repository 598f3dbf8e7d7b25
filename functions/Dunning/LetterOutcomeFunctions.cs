using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>What only a person can say about a letter.</summary>
public sealed class LetterOutcomeFunctions(LetterService letters, CaseService cases, IdempotentRequests requests, CaseHints hints)
{
    /// <summary><c>POST /api/cases/{caseId}/letters/{number}/{attempt}/outcome</c>.</summary>
    [Function(nameof(DecideLetterOutcome))]
    [ApiOperation(
        "Says whether a letter arrived that may have been sent and that the provider says nothing about: it then counts, or is written anew.",
        Roles = [Role.Desk],
        Request = typeof(LetterOutcomeRequest),
        Response = typeof(LetterResponse),
        Problems = ["404 letter-not-found", "409 letter-not-unclear", "422 field-required"])]
    public async Task<IResult> DecideLetterOutcome(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{caseId}/letters/{number}/{attempt}/outcome")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string caseId,
        string number,
        string attempt,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<LetterOutcomeRequest>(request, cancellation);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        if (body.Value.Sent is not { } sent) return Api.Problem(Refusal.Required("sent"));
        if (KeyOf(caseId, number, attempt) is not { } key) return Api.Problem(Refusal.Missing("letter"));
        return await requests.RunAsync(request, context.RequiredCaller(), _ => DecideAsync(key, sent, client, cancellation), cancellationToken: cancellation);
    }

    private async Task<Result<LetterResponse>> DecideAsync(LetterKey key, bool sent, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var decided = await letters.DecideAsync(key, sent, cancellationToken);
        if (decided.Refusal is { } refused) return refused;
        await cases.SetAttentionAsync(key.DebtorId, key.CaseId, reason: null, cancellationToken);
        await hints.WakeAsync(client, key.CaseId, CaseStage.Dunning, CaseEvents.Hint, "letter-outcome", cancellationToken);
        return LetterResponse.Of(decided.Value);
    }

    private static LetterKey? KeyOf(string caseId, string number, string attempt) =>
        CaseNames.DebtorOf(caseId) is { } debtorId && Ordinal(number) is { } letter && Ordinal(attempt) is { } tried ? new LetterKey(debtorId, caseId, letter, tried) : null;

    private static int? Ordinal(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
