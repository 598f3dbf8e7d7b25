using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Calendar;
using Smart.Shared.Shares;

namespace Smart.Functions.Shares;

/// <summary>A pass of the run of a year.</summary>
/// <param name="OperationId">The instance, the day and the member before the batch.</param>
/// <param name="Year">The calendar year to be covered.</param>
/// <param name="Day">The business date of the pass.</param>
/// <param name="After">The last member that was looked at; null at the start.</param>
public sealed record RenewalRunInput(string OperationId, int Year, DateOnly Day, string? After)
{
    /// <summary>The batch after a member.</summary>
    public static RenewalRunInput Of(int year, DateOnly day, string? after = null) => new($"{InstanceOf(year)}-{day:yyyyMMdd}-{after}", year, day, after);

    /// <summary>The instance of a run.</summary>
    public static string InstanceOf(int year) => $"renewal-run-{year}";
}

/// <summary>Starts the renewals of a year, batch by batch; a batch is an episode, so the history stays short.</summary>
public static class ShareRenewalRunOrchestration
{
    /// <summary>The orchestration, one instance a year; each working day of the season makes a pass.</summary>
    [Function(nameof(ShareRenewalRun))]
    public static async Task ShareRenewalRun([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<RenewalRunInput>()!;
        var next = await context.CallActivityAsync<string?>(nameof(RenewalRunActivities.StartRenewals), run, Retries.Patient);
        if (next is null) await context.CallActivityAsync(nameof(RenewalRunActivities.FinishRenewalPass), run, Retries.Patient);
        else context.ContinueAsNew(RenewalRunInput.Of(run.Year, run.Day, next));
    }
}

/// <summary>The steps of <see cref="ShareRenewalRunOrchestration"/>.</summary>
public sealed class RenewalRunActivities(RenewalRuns runs)
{
    /// <summary>Starts the renewals of a batch; gives the member to go on after, or null at the end.</summary>
    [Function(nameof(StartRenewals))]
    public async Task<string?> StartRenewals([ActivityTrigger] RenewalRunInput input, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var batch = await runs.OpenAsync(input.Year, input.Day, input.After, context.CancellationToken);
        foreach (var row in batch.Rows)
        {
            var renewal = RenewalInput.Of(row.MemberId, input.Year);
            await client.StartOnceAsync(nameof(ShareRenewalOrchestration.ShareRenewal), renewal, renewal.OperationId, context.CancellationToken);
        }

        await runs.MarkStartedAsync(batch.Rows, input.Day, context.CancellationToken);
        return batch.Next;
    }

    /// <summary>Notes the pass.</summary>
    [Function(nameof(FinishRenewalPass))]
    public Task FinishRenewalPass([ActivityTrigger] RenewalRunInput input, FunctionContext context) =>
        runs.FinishPassAsync(input.Year, input.Day, context.CancellationToken);
}

/// <summary>Looks every hour whether a run is due; the business hour is decided in Brussels, the schedule is UTC.</summary>
public sealed class ShareRenewalTimer(RenewalRuns runs, BusinessClock clock)
{
    /// <summary>The timer.</summary>
    [Function(nameof(ShareRenewalTimer))]
    public async Task RunAsync([TimerTrigger("0 10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        foreach (var year in await runs.DueAsync(context.CancellationToken))
        {
            var run = RenewalRunInput.Of(year, clock.Today);
            await client.StartOnceAsync(
                nameof(ShareRenewalRunOrchestration.ShareRenewalRun), run, RenewalRunInput.InstanceOf(year), context.CancellationToken);
        }
    }
}
