using System.Diagnostics.CodeAnalysis;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Smart.Functions.Durable;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>The work of the daily sweep.</summary>
public sealed class SweepActivities(ReminderIndex index, CaseService cases, SweepLog log, ILogger<SweepActivities> logger)
{
    /// <summary>The next page of debtors with something due.</summary>
    [Function(nameof(ListDueDebtors))]
    public async Task<string[]> ListDueDebtors([ActivityTrigger] SweepPage page, CancellationToken cancellationToken) =>
        [.. await index.DueDebtorsAsync(page.Date, page.Most, page.After, cancellationToken)];

    /// <summary>Opens, starts or wakes the case of each debtor; the number of those that failed.</summary>
    [Function(nameof(WakeDebtors))]
    [SuppressMessage("Design", "CA1031", Justification = "One debtor that fails, for whatever reason, must not keep the others from being reminded.")]
    public async Task<int> WakeDebtors(
        [ActivityTrigger] SweepBatch batch, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var failed = 0;
        foreach (var debtorId in batch.Debtors)
        {
            try
            {
                var facts = await cases.EnsureOpenAsync(debtorId, cancellationToken);
                if (facts?.Head is { OpenCaseId: not null } head) await WakeAsync(head, client, cancellationToken);
                await index.MoveAsync(debtorId, facts?.Open ?? [], batch.Date, cancellationToken);
            }
            catch (Exception trouble) when (!cancellationToken.IsCancellationRequested)
            {
                failed++;
                logger.LogError(trouble, "The sweep could not handle debtor {DebtorId}.", debtorId);
            }
        }

        return failed;
    }

    /// <summary>Marks the date done.</summary>
    [Function(nameof(FinishSweep))]
    public Task FinishSweep([ActivityTrigger] SweepInput sweep, CancellationToken cancellationToken) =>
        log.FinishAsync(sweep.Date, sweep.Debtors, sweep.Failed, cancellationToken);

    private async Task WakeAsync(DebtorHead head, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (caseId, instance) = (head.OpenCaseId!, head.CaseInstance!);
        var running = await client.GetInstanceAsync(instance, cancellationToken);
        if (running is { IsCompleted: false })
        {
            await client.RaiseEventAsync(instance, CaseEvents.Hint, "sweep", cancellationToken);
            return;
        }

        // The case is open but nothing handles it: never started, or its instance ended before its time.
        if (running is not null && !await cases.CountRestartAsync(head.DebtorId, caseId, cancellationToken)) return;
        await client.StartOnceAsync(CaseEvents.OrchestrationOf(head.CaseStage), new CaseInput(head.DebtorId, caseId), instance, cancellationToken);
    }
}
