using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Smart.Shared.Debtors;

namespace Smart.Functions.Durable;

/// <summary>Wakes the instance that handles a case. A hint may be lost: the sweep and the longest wait find what it would have said.</summary>
public sealed class CaseHints(ILogger<CaseHints> logger)
{
    /// <summary>Tells the open case of a debtor that something about the debtor changed; nothing when there is none.</summary>
    public Task WakeAsync(DurableTaskClient client, DebtorHead? head, string cause, CancellationToken cancellationToken) => head is { OpenCaseId: { } caseId }
        ? WakeAsync(client, caseId, head.CaseStage, CaseEvents.Hint, cause, cancellationToken)
        : Task.CompletedTask;

    /// <summary>Raises the event; trouble is logged and not passed on, for the truth stands in the tables already.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The change is stored; a lost hint must not turn its answer into a failure.")]
    public async Task WakeAsync(
        DurableTaskClient client, string caseId, CaseStage stage, string eventName, string cause, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(CaseEvents.InstanceOf(caseId, stage), eventName, cause, cancellationToken);
        }
        catch (Exception lost) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(lost, "The hint {Cause} for case {CaseId} was lost.", cause, caseId);
        }
    }
}
