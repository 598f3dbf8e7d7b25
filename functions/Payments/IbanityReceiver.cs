using Microsoft.DurableTask.Client;
using Smart.Functions.Repair;
using Smart.Shared.Calendar;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;
using Smart.Shared.Storage;

namespace Smart.Functions.Payments;

/// <summary>Carries out events of Ibanity, and finishes what was received of it and not fetched to the end.</summary>
public sealed class IbanityReceiver(IbanityEvents events, IbanityInbox inbox, PontoAccounts ponto, PontoFeed feed, ReceiptQueue queue, BusinessClock clock)
{
    /// <summary>Handles a stored event: what it asks to fetch is begun before it counts as handled.</summary>
    public async Task HandleAsync(ReceiptMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var account in await events.HandleAsync(message.Partition, message.Key, cancellationToken)) await client.StartPullAsync(account, cancellationToken);
        await events.FinishAsync(message.Partition, message.Key, cancellationToken);
    }

    /// <summary>Repairs what a guard row of ours names; null when it is none of ours.</summary>
    public async Task<bool?> TryRepairAsync(WorkRow row, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (PontoAccounts.AccountOf(row) is { } account) return await RepairPullAsync(account, client, cancellationToken);
        return row.OwnerId == IbanityInbox.Owner && AllocateWork.InboxOf(row) is { } partition ? await RepairInboxAsync(row.Date, partition, cancellationToken) : null;
    }

    private async Task<bool> RepairPullAsync(string accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await ponto.FindAsync(accountId, cancellationToken) is not { IsOpen: true } row) return true;
        await queue.SendAsync(await feed.WaitingAsync(row, cancellationToken), cancellationToken);
        await client.StartPullAsync(accountId, cancellationToken);
        return false;
    }

    private async Task<bool> RepairInboxAsync(DateOnly day, string partition, CancellationToken cancellationToken)
    {
        var open = await inbox.OpenAsync(partition, cancellationToken);
        var old = open.Where(row => clock.Now - row.ReceivedAt > RepairSweep.Patience).ToList();
        await queue.SendAsync(old.Select(row => new ReceiptMessage(row.PartitionKey, row.RowKey, Event: true)), cancellationToken);
        return open.Count == 0 && clock.Today > day;
    }
}
