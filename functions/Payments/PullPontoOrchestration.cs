using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Payments;

/// <summary>The pull of an account's transactions; keys only.</summary>
/// <param name="OperationId"><c>ponto-{account}</c>.</param>
/// <param name="AccountId">The account, by the provider's id.</param>
/// <param name="IsSettling">Every page is stored; receipts are being booked.</param>
/// <param name="Waits">How often it waited for the same thing.</param>
/// <param name="WaitSeconds">How long it waits first.</param>
public sealed record PontoPullInput(string OperationId, string AccountId, bool IsSettling = false, int Waits = 0, int WaitSeconds = 0)
{
    /// <summary>The pull of an account from where its row says.</summary>
    public static PontoPullInput Of(string accountId) => new($"ponto-{accountId}", accountId);
}

/// <summary>Fetches transactions page by page with a checkpoint after each, waits as the provider asks, then until all are booked.</summary>
public static class PullPontoOrchestration
{
    private const int MostWaits = 10;
    private const int LongestWait = 3600;

    /// <summary>The orchestration, one instance an account. What it does not live to finish, the repair starts again.</summary>
    [Function(nameof(PullPonto))]
    public static async Task PullPonto([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<PontoPullInput>()!;
        if (input.WaitSeconds > 0) await context.CreateTimer(TimeSpan.FromSeconds(input.WaitSeconds), CancellationToken.None);
        var next = input.IsSettling ? await SettleAsync(context, input) : await PageAsync(context, input);
        if (next is not null && next.Waits <= MostWaits) context.ContinueAsNew(next);
    }

    /// <summary>Starts the pull of an account, once: one that runs meets the new wish at its end.</summary>
    internal static Task StartPullAsync(this DurableTaskClient client, string accountId, CancellationToken cancellationToken) =>
        client.StartOnceAsync(nameof(PullPonto), PontoPullInput.Of(accountId), PontoPullInput.Of(accountId).OperationId, cancellationToken);

    private static async Task<PontoPullInput?> PageAsync(TaskOrchestrationContext context, PontoPullInput input)
    {
        var progress = await context.CallActivityAsync<PullProgress>(nameof(PullPontoActivities.PullPontoPage), input, Retries.Storage);
        return progress.Step switch
        {
            PullStep.Page => PontoPullInput.Of(input.AccountId),
            PullStep.Settle => PontoPullInput.Of(input.AccountId) with { IsSettling = true, WaitSeconds = 2 },
            PullStep.Later => input with { Waits = input.Waits + 1, WaitSeconds = Math.Max(progress.RetryAfterSeconds ?? 0, After(input.Waits, first: 15)) },
            PullStep.End => null,
            var step => throw new InvalidOperationException($"{step} is not handled."),
        };
    }

    // Another wish may have come meanwhile: its page says whether.
    private static async Task<PontoPullInput?> SettleAsync(TaskOrchestrationContext context, PontoPullInput input) =>
        await context.CallActivityAsync<bool>(nameof(PullPontoActivities.SettlePonto), input, Retries.Storage)
            ? PontoPullInput.Of(input.AccountId)
            : input with { Waits = input.Waits + 1, WaitSeconds = After(input.Waits, first: 4) };

    // Four times as long each time, at most an hour.
    private static int After(int waits, int first) => Math.Min(LongestWait, first << (2 * Math.Min(waits, 6)));
}

/// <summary>The steps of <see cref="PullPontoOrchestration"/>.</summary>
public sealed class PullPontoActivities(PontoFeed feed)
{
    /// <summary>Fetches and stores a page.</summary>
    [Function(nameof(PullPontoPage))]
    public Task<PullProgress> PullPontoPage([ActivityTrigger] PontoPullInput input, FunctionContext context) => feed.PullAsync(input.AccountId, context.CancellationToken);

    /// <summary>True when every receipt of the pull is booked or in the worklist.</summary>
    [Function(nameof(SettlePonto))]
    public Task<bool> SettlePonto([ActivityTrigger] PontoPullInput input, FunctionContext context) => feed.SettleAsync(input.AccountId, context.CancellationToken);
}
