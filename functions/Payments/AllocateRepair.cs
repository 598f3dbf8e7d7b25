using Microsoft.DurableTask.Client;
using Smart.Functions.Repair;
using Smart.Shared.Calendar;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Payments.TakingBack;
using Smart.Shared.Storage;

namespace Smart.Functions.Payments;

/// <summary>Finishes what was received and not booked to the end: statements, events of a day, receipts decided by hand.</summary>
public sealed class AllocateRepair(
    StatementService statements, BankFileStore files, ReceiptStore receipts, StripeInbox inbox, PaymentService payments,
    ReturnedPayments returns, ReceiptQueue queue, WorkIndex work, BusinessClock clock) : IRepair
{
    /// <inheritdoc />
    public WorkPurpose Purpose => WorkPurpose.Allocate;

    /// <inheritdoc />
    public async Task<bool> RepairAsync(WorkRow row, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (AllocateWork.StatementOf(row) is { } statement) return await RepairStatementAsync(row.OwnerId, statement, client, cancellationToken);
        if (AllocateWork.InboxOf(row) is { } partition) return await RepairInboxAsync(row.Date, partition, cancellationToken);
        if (AllocateWork.ReceiptOf(row) is not { } receipt) throw new InvalidOperationException($"{row.Subject} names nothing to allocate.");
        var outcome = await payments.ReceiveAsync(row.OwnerId, receipt, cancellationToken);
        await client.WakeAsync(outcome, cancellationToken);

        // A return whose payment is not known yet is looked at once a day.
        if (returns.IsWaiting(outcome.Receipt)) await work.PutAsync(clock.Today.AddDays(1), row.OwnerId, Purpose, row.Subject, cancellationToken);
        return true;
    }

    private async Task<bool> RepairStatementAsync(string accountKey, string statementKey, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Without a row the import ended before it opened the statement: its own repetition does.
        if (await statements.FindAsync(accountKey, statementKey, cancellationToken) is not { } statement) return true;
        if (statement.IsComplete) return true;
        var file = await files.GetAsync(statement.FileSha256, cancellationToken);
        if (file.State is not (BankFileState.Settling or BankFileState.Done))
        {
            await client.StartImportAsync(file.Sha256, cancellationToken);
            return false;
        }

        if (await statements.SettleAsync(accountKey, statementKey, cancellationToken)) return true;
        var waiting = await receipts.WaitingAsync(statementKey, cancellationToken);
        await queue.SendAsync(waiting.Select(key => new ReceiptMessage(statementKey, key)), cancellationToken);
        return false;
    }

    private async Task<bool> RepairInboxAsync(DateOnly day, string partition, CancellationToken cancellationToken)
    {
        var open = await inbox.OpenAsync(partition, cancellationToken);
        var old = open.Where(row => clock.Now - row.ReceivedAt > RepairSweep.Patience).ToList();
        await queue.SendAsync(old.Select(row => new ReceiptMessage(row.PartitionKey, row.RowKey, Event: true)), cancellationToken);

        // Stripe delivers for three days; an event that comes later still is booked by its own message.
        return open.Count == 0 && clock.Today > day.AddDays(3);
    }
}
