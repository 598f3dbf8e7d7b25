using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Payments;

/// <summary>Fetch bank data at the hours of the setting: due and not done, whatever hour the platform woke us at.</summary>
public sealed class BankFeedTimers(PontoReconciliation ponto, IsabelFeed isabel)
{
    /// <summary>Pulls every account of Ponto Connect. Hourly at five past, in UTC: Brussels is a whole number of hours away.</summary>
    [Function(nameof(PontoTimer))]
    public async Task PontoTimer([TimerTrigger("0 5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await ponto.DueAsync(cancellationToken) is not { } due) return;
        var wished = await ponto.WishAsync(cancellationToken);
        foreach (var account in wished.Accounts) await client.StartPullAsync(account, cancellationToken);
        if (wished.IsListed) await ponto.FinishAsync(due, cancellationToken);
    }

    /// <summary>Takes the new account reports of Isabel Connect.</summary>
    [Function(nameof(IsabelTimer))]
    public Task IsabelTimer([TimerTrigger("0 10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        isabel.PollAsync(client.StartImportAsync, cancellationToken);
}
