using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>Evaluation, escalation and end of a case.</summary>
public sealed class CaseActivities(CaseEvaluation evaluation, CaseService cases, LetterService letters)
{
    private static readonly TimeOnly WakeTime = new(6, 45);

    /// <summary>Evaluates; closes at once when nothing is left, and gives up a reservation that no longer holds.</summary>
    [Function(nameof(EvaluateCase))]
    public async Task<CaseMove> EvaluateCase([ActivityTrigger] CaseOperation operation, CancellationToken cancellationToken)
    {
        var (debtorId, caseId) = (operation.DebtorId, operation.CaseId);
        var step = await evaluation.EvaluateAsync(debtorId, caseId, cancellationToken);
        while (step is CaseStep.LapseLetter { Letter: var lapsed })
        {
            await letters.LapseAsync(LetterKey.Of(lapsed), cancellationToken);
            step = await evaluation.EvaluateAsync(debtorId, caseId, cancellationToken);
        }

        if (step is CaseStep.Close) await cases.CloseAsync(debtorId, caseId, cancellationToken);
        return step switch
        {
            CaseStep.WriteLetter { Plan: var plan } => new CaseMove(CaseMoveKind.Letter, new LetterKey(debtorId, caseId, plan.Number, plan.Attempt)),
            CaseStep.ResumeLetter { Letter: var letter } => new CaseMove(CaseMoveKind.Letter, LetterKey.Of(letter)),
            CaseStep.CheckDelivery { Letter: var letter } => new CaseMove(CaseMoveKind.CheckDelivery, LetterKey.Of(letter)),
            CaseStep.Wait { Until: var until } => new CaseMove(CaseMoveKind.Wait, WakeAt: BusinessClock.InstantOf(until, WakeTime).UtcDateTime),
            CaseStep.Escalate => new CaseMove(CaseMoveKind.Escalate),
            CaseStep.Close or CaseStep.End => new CaseMove(CaseMoveKind.End),
            _ => throw new InvalidOperationException($"{step} is no step of a case."),
        };
    }

    /// <summary>Hands the case over, then starts the legal instance: an instance of its own, which the sweep repairs.</summary>
    [Function(nameof(EscalateCase))]
    public async Task EscalateCase(
        [ActivityTrigger] CaseOperation operation, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!await cases.EscalateAsync(operation.DebtorId, operation.CaseId, cancellationToken)) return;
        var instance = CaseEvents.InstanceOf(operation.CaseId, CaseStage.Legal);
        await client.StartOnceAsync(
            CaseEvents.LegalOrchestration, new CaseInput(operation.DebtorId, operation.CaseId), instance, cancellationToken);
    }
}
