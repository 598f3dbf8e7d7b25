using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Smart.Functions.Durable;

namespace Smart.Functions.Dunning;

/// <summary>The daily sweep: every debtor with something due is looked at, in batches; one that fails does not stop the others.</summary>
public static class ReminderSweep
{
    private const int DebtorsAPage = 200;
    private const int DebtorsABatch = 20;

    /// <summary>Walks the pages of due debtors, then marks the date done.</summary>
    [Function(nameof(ReminderSweep))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var sweep = context.GetInput<SweepInput>()!;
        var page = await context.CallActivityAsync<string[]>(
            nameof(SweepActivities.ListDueDebtors), new SweepPage(sweep.OperationId, sweep.Date, DebtorsAPage, sweep.After), Retries.Storage);
        var failed = 0;
        foreach (var debtors in page.Chunk(DebtorsABatch))
        {
            var batch = new SweepBatch($"{sweep.OperationId}-{debtors[0]}", sweep.Date, debtors);
            failed += await context.CallActivityAsync<int>(nameof(SweepActivities.WakeDebtors), batch, Retries.Storage);
        }

        var seen = sweep with { After = page.LastOrDefault(), Debtors = sweep.Debtors + page.Length, Failed = sweep.Failed + failed };
        if (page.Length == DebtorsAPage) context.ContinueAsNew(seen);
        else await context.CallActivityAsync(nameof(SweepActivities.FinishSweep), seen, Retries.Storage);
    }
}

/// <summary>Where a sweep is.</summary>
/// <param name="Date">The business date.</param>
/// <param name="After">The last debtor seen.</param>
/// <param name="Debtors">Seen so far.</param>
/// <param name="Failed">Failed so far.</param>
public sealed record SweepInput(DateOnly Date, string? After = null, int Debtors = 0, int Failed = 0)
{
    /// <summary>The same for every attempt at this date's sweep.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string OperationId => InstanceOf(Date);

    /// <summary>The instance of a date.</summary>
    public static string InstanceOf(DateOnly date) => $"sweep-{date:yyyy-MM-dd}";
}

/// <summary>Asks for a page of due debtors.</summary>
/// <param name="OperationId">The sweep.</param>
/// <param name="Date">The business date.</param>
/// <param name="Most">How many.</param>
/// <param name="After">Continue after this debtor.</param>
public sealed record SweepPage(string OperationId, DateOnly Date, int Most, string? After);

/// <summary>Debtors to look at.</summary>
/// <param name="OperationId">Sweep and first debtor.</param>
/// <param name="Date">The business date.</param>
/// <param name="Debtors">Their ids.</param>
public sealed record SweepBatch(string OperationId, DateOnly Date, IReadOnlyList<string> Debtors);
