using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Smart.Functions.Durable;
using Smart.Shared.Debtors;
using Smart.Shared.Shares;

namespace Smart.Functions.Shares;

/// <summary>A member's renewal for a year; keys only.</summary>
/// <param name="OperationId"><c>renewal-{memberId}-{year}</c>: also the instance.</param>
/// <param name="MemberId">The member.</param>
/// <param name="Year">The calendar year to be covered.</param>
public sealed record RenewalInput(string OperationId, string MemberId, int Year)
{
    /// <summary>The renewal of a member for a year.</summary>
    public static RenewalInput Of(string memberId, int year) => new(InstanceOf(memberId, year), memberId, year);

    /// <summary>The instance of a renewal.</summary>
    public static string InstanceOf(string memberId, int year) => $"renewal-{memberId}-{year}";
}

/// <summary>The end of a renewal.</summary>
/// <param name="OperationId">The instance and <c>-close</c>.</param>
/// <param name="Renewal">Which.</param>
/// <param name="Action">Covered, lapsed, or closed before.</param>
public sealed record CloseRenewalInput(string OperationId, RenewalInput Renewal, RenewalAction Action);

/// <summary>Request, one reminder, then cover or lapse: each round looks at the tables and takes one step.</summary>
public static class ShareRenewalOrchestration
{
    /// <summary>The orchestration, one instance a member and year.</summary>
    [Function(nameof(ShareRenewal))]
    public static async Task ShareRenewal([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var renewal = context.GetInput<RenewalInput>()!;
        var step = await context.CallActivityAsync<RenewalStep>(nameof(RenewalActivities.EvaluateRenewal), renewal, Retries.Patient);
        switch (step.Action)
        {
            case RenewalAction.Wait:
                await WaitAsync(context, step.WakeAt!.Value);
                break;
            case RenewalAction.Request:
                await context.CallActivityAsync(nameof(RenewalActivities.RequestRenewal), renewal, Retries.Patient);
                break;
            case RenewalAction.Remind:
                await context.CallActivityAsync(nameof(RenewalActivities.RemindRenewal), renewal, Retries.Patient);
                break;
            default:
                var close = new CloseRenewalInput($"{renewal.OperationId}-close", renewal, step.Action);
                await context.CallActivityAsync(nameof(RenewalActivities.CloseRenewal), close, Retries.Patient);
                return;
        }

        context.ContinueAsNew(renewal);
    }

    // Until the day, or until a payment says that it is worth a look.
    private static async Task WaitAsync(TaskOrchestrationContext context, DateTimeOffset wakeAt)
    {
        var wait = wakeAt - new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        if (wait <= TimeSpan.Zero) return;
        try
        {
            await context.WaitForExternalEvent<string>(CaseEvents.Hint, wait);
        }
        catch (TaskCanceledException)
        {
            // Nobody called: the day has come.
        }
    }
}

/// <summary>The steps of <see cref="ShareRenewalOrchestration"/>.</summary>
public sealed class RenewalActivities(RenewalService renewals)
{
    /// <summary>Decides the next step from the tables.</summary>
    [Function(nameof(EvaluateRenewal))]
    public Task<RenewalStep> EvaluateRenewal([ActivityTrigger] RenewalInput input, FunctionContext context) =>
        renewals.EvaluateAsync(input.MemberId, input.Year, context.CancellationToken);

    /// <summary>Asks the member to pay.</summary>
    [Function(nameof(RequestRenewal))]
    public Task RequestRenewal([ActivityTrigger] RenewalInput input, FunctionContext context) =>
        renewals.RequestAsync(input.MemberId, input.Year, context.CancellationToken);

    /// <summary>Asks again.</summary>
    [Function(nameof(RemindRenewal))]
    public Task RemindRenewal([ActivityTrigger] RenewalInput input, FunctionContext context) =>
        renewals.RemindAsync(input.MemberId, input.Year, context.CancellationToken);

    /// <summary>Records the end.</summary>
    [Function(nameof(CloseRenewal))]
    public Task CloseRenewal([ActivityTrigger] CloseRenewalInput input, FunctionContext context) =>
        renewals.CloseAsync(input.Renewal.MemberId, input.Renewal.Year, input.Action, context.CancellationToken);
}
