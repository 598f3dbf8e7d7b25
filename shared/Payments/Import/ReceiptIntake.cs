using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Import;

/// <summary>
/// Takes movements of a bank account, from whatever source, as receipts: stores each once, and sends those that wait to be booked.
/// The same again changes nothing.
/// </summary>
public sealed class ReceiptIntake(ReceiptStore receipts, ReceiptQueue queue, StripePayouts payouts, TableStore store)
{
    /// <summary>Takes receipts of one partition, at most 100. A guard row must name that partition until they are booked.</summary>
    /// <returns>How many were sent to be booked.</returns>
    public async Task<int> TakeAsync(IReadOnlyList<ReceiptRow> batch, CancellationToken cancellationToken = default)
    {
        if (batch.Count == 0) return 0;
        await ListReturnsAsync(batch, cancellationToken);

        // What a bank takes back of a payout waits for nobody's booking, but for its payout.
        var ofStripe = batch.Where(receipt => receipt.State == ReceiptState.Outgoing && payouts.IsOfStripe(receipt)).ToList();
        foreach (var receipt in ofStripe) await payouts.ListAsync(receipt, cancellationToken);
        var added = await receipts.AddAsync(batch, cancellationToken);
        await queue.SendAsync(added.Waiting.Concat(ofStripe).Select(receipt => new ReceiptMessage(receipt.PartitionKey, receipt.Key)), cancellationToken);
        return added.Waiting.Count;
    }

    // A payment that came back is somebody's debt again: a person looks. The index comes before the receipts.
    private async Task ListReturnsAsync(IReadOnlyList<ReceiptRow> batch, CancellationToken cancellationToken)
    {
        var listed = new RowBatch(TableNames.Receipts, WorklistRow.Partition);
        foreach (var receipt in batch.Where(receipt => receipt.State == ReceiptState.Outgoing && receipt.IsReturn))
        {
            if (await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken) is null) listed.Put(WorklistRow.Of(receipt));
        }

        if (listed.Count > 0) await store.CommitAsync(listed, cancellationToken);
    }
}
