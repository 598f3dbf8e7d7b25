using Microsoft.Azure.Functions.Worker;
using Smart.Shared.Calendar;
using Smart.Shared.Legal;

namespace Smart.Functions.Legal;

/// <summary>The steps of <see cref="LegalEscalation"/>. Each reads the truth first, so that each may be repeated.</summary>
public sealed class LegalActivities(LegalPreparation preparation, LegalApproval approval, LegalHandOver handOver)
{
    private static readonly TimeOnly WakeTime = new(7, 0);

    /// <summary>The step to take now.</summary>
    [Function(nameof(EvaluateLegalFile))]
    public async Task<LegalMove> EvaluateLegalFile([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        await preparation.EvaluateAsync(operation.DebtorId, operation.CaseId, cancellationToken) switch
        {
            LegalStep.Build => new LegalMove(LegalMoveKind.Build),
            LegalStep.Nag nag => new LegalMove(LegalMoveKind.Nag, nag.Number),
            LegalStep.Expire => new LegalMove(LegalMoveKind.Expire),
            LegalStep.HandOver => new LegalMove(LegalMoveKind.HandOver),
            LegalStep.ResolveHandOver => new LegalMove(LegalMoveKind.Resolve),
            LegalStep.CheckDelivery => new LegalMove(LegalMoveKind.CheckDelivery),
            LegalStep.Close => new LegalMove(LegalMoveKind.Close),
            LegalStep.End => new LegalMove(LegalMoveKind.End),
            LegalStep.Wait wait => new LegalMove(LegalMoveKind.Wait, WakeAt: BusinessClock.InstantOf(wait.Until, WakeTime).UtcDateTime),
            var step => throw new InvalidOperationException($"{step} is no step of a legal file."),
        };

    /// <summary>Builds the file and asks for approval.</summary>
    [Function(nameof(BuildLegalFile))]
    public Task BuildLegalFile([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        preparation.BuildAsync(operation.DebtorId, operation.CaseId, cancellationToken);

    /// <summary>Writes to the approver.</summary>
    [Function(nameof(NagApprover))]
    public Task NagApprover([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        approval.NagAsync(operation.DebtorId, operation.CaseId, operation.Number, cancellationToken);

    /// <summary>Calls a person because nobody decided in time.</summary>
    [Function(nameof(ExpireApproval))]
    public Task ExpireApproval([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        approval.ExpireAsync(operation.DebtorId, operation.CaseId, cancellationToken);

    /// <summary>Reads the truth once more, crosses the line and sends.</summary>
    [Function(nameof(HandOverLegalFile))]
    public Task<HandOverProgress> HandOverLegalFile([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        handOver.HandOverAsync(operation.DebtorId, operation.CaseId, cancellationToken);

    /// <summary>How long the provider may not show what it accepted.</summary>
    [Function(nameof(HandOverVisibility))]
    public TimeSpan HandOverVisibility([ActivityTrigger] LegalOperation operation) => handOver.VisibilityDelay;

    /// <summary>Asks the provider what became of it.</summary>
    [Function(nameof(ResolveHandOver))]
    public Task<HandOverProgress> ResolveHandOver([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        handOver.ResolveAsync(operation.DebtorId, operation.CaseId, cancellationToken);

    /// <summary>The provider gives no answer: a person looks at it.</summary>
    [Function(nameof(CallPersonForHandOver))]
    public Task CallPersonForHandOver([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        handOver.CallPersonAsync(operation.DebtorId, operation.CaseId, cancellationToken);

    /// <summary>Asks the provider whether it came back.</summary>
    [Function(nameof(CheckHandOver))]
    public Task CheckHandOver([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        handOver.CheckDeliveryAsync(operation.DebtorId, operation.CaseId, cancellationToken);

    /// <summary>Closes file and case.</summary>
    [Function(nameof(CloseLegalFile))]
    public Task CloseLegalFile([ActivityTrigger] LegalOperation operation, CancellationToken cancellationToken) =>
        handOver.CloseAsync(operation.DebtorId, operation.CaseId, cancellationToken);
}
