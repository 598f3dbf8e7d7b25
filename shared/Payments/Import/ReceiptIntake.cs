using Smart.Shared.Payments.SameMoney;
using Smart.Shared.Payments.Stripe;

namespace Smart.Shared.Payments.Import;

/// <summary>
/// Takes movements of a bank account, from whatever channel, as receipts: the same money once, each receipt once, and sends those
/// that wait to be booked. The same again changes nothing.
/// </summary>
public sealed class ReceiptIntake(ReceiptStore receipts, ReceiptQueue queue, MoneyIndex money, StripePayouts payouts)
{
    /// <summary>Takes receipts of one partition and account, at most 100. A guard row must name that partition until they are booked.</summary>
    /// <param name="batch">The receipts, in order.</param>
    /// <param name="channel">How they came: the same movement from another channel is the same money.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <returns>How many were sent to be booked.</returns>
    public async Task<int> TakeAsync(IReadOnlyList<ReceiptRow> batch, MoneyChannel channel, CancellationToken cancellationToken = default)
    {
        if (batch.Count == 0) return 0;
        var claimed = await money.ClaimAsync(batch, channel, cancellationToken);

        // What a bank takes back of a payout waits for nobody's booking, but for its payout.
        var ofStripe = claimed.Where(receipt => receipt.State == ReceiptState.Outgoing && payouts.IsOfStripe(receipt)).ToList();
        foreach (var receipt in ofStripe) await payouts.ListAsync(receipt, cancellationToken);
        var added = await receipts.AddAsync(claimed, cancellationToken);
        await queue.SendAsync(added.Waiting.Concat(ofStripe).Select(receipt => new ReceiptMessage(receipt.PartitionKey, receipt.Key)), cancellationToken);
        return added.Waiting.Count;
    }
}
