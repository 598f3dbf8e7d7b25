using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Smart.Functions.Durable;
using Smart.Shared.Debtors;
using Smart.Shared.Legal;

namespace Smart.Functions.Legal;

/// <summary>
/// The legal file of a case, from the last letter to paid: an instance of its own, so that hints reach it and the daily sweep can
/// start it again.
/// </summary>
public static class LegalEscalation
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    /// <summary>Evaluates and takes at most one step; then waits for a hint, a decision or at most three days, and continues as new.</summary>
    [Function(nameof(LegalEscalation))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<CaseInput>()!;
        var operation = new LegalOperation($"{context.InstanceId}-{context.CurrentUtcDateTime:yyyyMMddHHmmss}", input.DebtorId, input.CaseId);
        var move = await context.CallActivityAsync<LegalMove>(nameof(LegalActivities.EvaluateLegalFile), operation, Retries.Storage);
        context.SetCustomStatus(move.Kind.ToString());
        switch (move.Kind)
        {
            case LegalMoveKind.End:
                return;
            case LegalMoveKind.Wait:
                await WaitAsync(context, move.WakeAt!.Value);
                break;
            case LegalMoveKind.HandOver:
                await HandOverAsync(context, operation);
                break;
            case LegalMoveKind.Resolve:
                await ResolveAsync(context, operation);
                break;
            case LegalMoveKind.Nag:
            case LegalMoveKind.CheckDelivery:
                await AskProviderAsync(context, ActivityOf(move.Kind), operation with { Number = move.Number });
                break;
            default:
                await context.CallActivityAsync(ActivityOf(move.Kind), operation, Retries.Storage);
                break;
        }

        context.ContinueAsNew(input);
    }

    private static string ActivityOf(LegalMoveKind kind) => kind switch
    {
        LegalMoveKind.Build => nameof(LegalActivities.BuildLegalFile),
        LegalMoveKind.Nag => nameof(LegalActivities.NagApprover),
        LegalMoveKind.Expire => nameof(LegalActivities.ExpireApproval),
        LegalMoveKind.CheckDelivery => nameof(LegalActivities.CheckHandOver),
        LegalMoveKind.Close => nameof(LegalActivities.CloseLegalFile),
        _ => throw new InvalidOperationException($"{kind} is no single activity."),
    };

    // Neither a reminder to the approver nor a question about delivery is worth more than another try tomorrow.
    private static async Task AskProviderAsync(TaskOrchestrationContext context, string activity, LegalOperation operation)
    {
        try
        {
            await context.CallActivityAsync(activity, operation, Retries.Storage);
        }
        catch (TaskFailedException)
        {
            await WaitAsync(context, context.CurrentUtcDateTime.AddDays(1));
        }
    }

    private static async Task HandOverAsync(TaskOrchestrationContext context, LegalOperation operation)
    {
        var progress = await context.CallActivityAsync<HandOverProgress>(nameof(LegalActivities.HandOverLegalFile), operation, Retries.Storage);
        if (progress == HandOverProgress.Unclear) await ResolveAsync(context, operation);
    }

    private static async Task ResolveAsync(TaskOrchestrationContext context, LegalOperation operation)
    {
        try
        {
            var visibility = await context.CallActivityAsync<TimeSpan>(nameof(LegalActivities.HandOverVisibility), operation, Retries.Storage);
            await context.CreateTimer(context.CurrentUtcDateTime.Add(visibility).AddSeconds(1), CancellationToken.None);
            await context.CallActivityAsync<HandOverProgress>(nameof(LegalActivities.ResolveHandOver), operation, Retries.Storage);
        }
        catch (TaskFailedException)
        {
            // The provider gives no answer at all: a person looks, and the file asks again tomorrow.
            await context.CallActivityAsync(nameof(LegalActivities.CallPersonForHandOver), operation, Retries.Storage);
            await WaitAsync(context, context.CurrentUtcDateTime.AddDays(1));
        }
    }

    private static async Task WaitAsync(TaskOrchestrationContext context, DateTime wakeAt)
    {
        var longest = context.CurrentUtcDateTime.Add(LongestWait);
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(wakeAt < longest ? wakeAt : longest, cancellation.Token);
        var hint = context.WaitForExternalEvent<string>(CaseEvents.Hint, cancellation.Token);
        var decided = context.WaitForExternalEvent<string>(CaseEvents.ApprovalDecided, cancellation.Token);
        await Task.WhenAny(timer, hint, decided);
        cancellation.Cancel();
    }
}
