using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Smart.Functions.Durable;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>One debtor's overdue invoices, from the first overdue day to settled: evaluate, one step, wait, and again.</summary>
public static class DunningCase
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    /// <summary>Evaluates and takes at most one step; then waits for a hint or at most three days, and continues as new.</summary>
    [Function(nameof(DunningCase))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<CaseInput>()!;
        var operation = new CaseOperation($"{context.InstanceId}-{context.CurrentUtcDateTime:yyyyMMddHHmmss}", input.DebtorId, input.CaseId);
        var move = await context.CallActivityAsync<CaseMove>(nameof(CaseActivities.EvaluateCase), operation, Retries.Storage);
        context.SetCustomStatus(move.Kind.ToString());
        switch (move.Kind)
        {
            case CaseMoveKind.End:
                return;
            case CaseMoveKind.Escalate:
                await context.CallActivityAsync(nameof(CaseActivities.EscalateCase), operation, Retries.Storage);
                return;
            case CaseMoveKind.Letter:
                await SendLetterAsync(context, move.Letter!);
                break;
            case CaseMoveKind.CheckDelivery:
                await CheckDeliveryAsync(context, move.Letter!);
                break;
            default:
                await WaitAsync(context, move.WakeAt!.Value);
                break;
        }

        context.ContinueAsNew(input);
    }

    // The protocol of a letter (design section 4). Each step reads the letter's state first, so that each may be repeated.
    private static async Task SendLetterAsync(TaskOrchestrationContext context, LetterKey letter)
    {
        var progress = await context.CallActivityAsync<LetterProgress>(nameof(LetterActivities.DispatchLetter), letter, Retries.Storage);
        if (progress == LetterProgress.Unclear) progress = await ResolveAsync(context, letter);
        if (progress == LetterProgress.Unclear) await WaitAsync(context, context.CurrentUtcDateTime.AddDays(1));
    }

    private static async Task<LetterProgress> ResolveAsync(TaskOrchestrationContext context, LetterKey letter)
    {
        try
        {
            var visibility = await context.CallActivityAsync<TimeSpan>(nameof(LetterActivities.ProviderVisibility), letter, Retries.Storage);
            await context.CreateTimer(context.CurrentUtcDateTime.Add(visibility).AddSeconds(1), CancellationToken.None);
            return await context.CallActivityAsync<LetterProgress>(nameof(LetterActivities.ResolveLetter), letter, Retries.Storage);
        }
        catch (TaskFailedException)
        {
            // The provider gives no answer at all: a person looks, and the case asks again tomorrow.
            await context.CallActivityAsync(nameof(LetterActivities.CallPersonForLetter), letter, Retries.Storage);
            return LetterProgress.Unclear;
        }
    }

    private static async Task CheckDeliveryAsync(TaskOrchestrationContext context, LetterKey letter)
    {
        try
        {
            await context.CallActivityAsync(nameof(LetterActivities.CheckLetterDelivery), letter, Retries.Storage);
        }
        catch (TaskFailedException)
        {
            // The provider gives no answer: the next letter waits until it does.
            await WaitAsync(context, context.CurrentUtcDateTime.AddDays(1));
        }
    }

    private static async Task WaitAsync(TaskOrchestrationContext context, DateTime wakeAt)
    {
        var longest = context.CurrentUtcDateTime.Add(LongestWait);
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(wakeAt < longest ? wakeAt : longest, cancellation.Token);
        var hint = context.WaitForExternalEvent<string>(CaseEvents.Hint, cancellation.Token);
        await Task.WhenAny(timer, hint);
        cancellation.Cancel();
    }
}
