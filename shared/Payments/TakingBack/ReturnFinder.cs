using Smart.Shared.Payments.SameMoney;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>Finds the payment that came back, by account, amount and month: a bounded number of reads, for returns are rare.</summary>
public sealed class ReturnFinder(MoneyIndex money, ReceiptStore receipts)
{
    // A direct debit without a mandate may be taken back for thirteen months (rules 5.4); the month it is told in counts too.
    private const int Months = 14;
    private const int MostPayments = 20;

    /// <summary>Payments of the returned amount, the latest month first; of very many the first.</summary>
    public async Task<IReadOnlyList<ReceiptRow>> PaymentsAsync(ReceiptRow returned, CancellationToken cancellationToken = default)
    {
        if (returned.AccountKey is not { } account) return [];
        var found = new List<ReceiptRow>();
        for (var back = 0; back < Months; back++)
        {
            var rows = await money.OfAmountAsync(account, returned.ValueDate.AddMonths(-back), -returned.Amount, cancellationToken);
            foreach (var row in rows.Where(row => row.ReceiptKey != returned.Key))
            {
                if (found.Count == MostPayments) return found;
                if (await receipts.FindAsync(row.ReceiptPartition, row.ReceiptKey, cancellationToken) is { } payment) found.Add(payment);
            }
        }

        return found;
    }
}
