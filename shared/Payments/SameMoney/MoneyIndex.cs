using Smart.Shared.Storage;

namespace Smart.Shared.Payments.SameMoney;

/// <summary>How movements came.</summary>
/// <param name="Name">Such as <c>coda</c>, <c>camt.053</c>, <c>api</c>: within a channel two movements are never the same money.</param>
/// <param name="IsCopy">It tells again of a statement that is known: nothing of it is new.</param>
public sealed record MoneyChannel(string Name, bool IsCopy = false);

/// <summary>The movements of our accounts, whichever channel told of them first: the same money is booked once.</summary>
public sealed class MoneyIndex(TableStore store)
{
    // One row of a transaction is the head.
    private const int MostRows = RowBatch.MaximumRows - 1;

    /// <summary>
    /// Claims the movements of receipts and says of each whether it is money that another channel told of: that receipt is not
    /// booked. The same again gives the same answer.
    /// </summary>
    /// <param name="receipts">Receipts with an account, of one channel.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    public async Task<IReadOnlyList<ReceiptRow>> ClaimAsync(IReadOnlyList<ReceiptRow> receipts, MoneyChannel channel, CancellationToken cancellationToken = default)
    {
        var rows = new Dictionary<string, MoneyRow>(StringComparer.Ordinal);
        foreach (var month in receipts.Select(receipt => RowOf(receipt, channel.Name)).GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            var beside = await BesideAsync([.. month], cancellationToken);
            foreach (var chunk in month.Chunk(MostRows))
            {
                var claimed = await OptimisticRetry.RunPatientlyAsync(month.Key, token => TryClaimAsync(chunk, beside, channel.IsCopy, token), cancellationToken);
                foreach (var row in claimed) rows[row.ReceiptKey] = row;
            }
        }

        return [.. receipts.Select(receipt => Marked(receipt, rows[receipt.Key]))];
    }

    /// <summary>The movements of an account with an amount, in a month.</summary>
    public async Task<IReadOnlyList<MoneyRow>> OfAmountAsync(string accountKey, DateOnly month, Money amount, CancellationToken cancellationToken = default)
    {
        var found = new List<MoneyRow>();
        var (first, last) = (new DateOnly(month.Year, month.Month, 1), new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)));
        var days = MoneyRow.Days(accountKey, first, last);
        await foreach (var row in store.RangeAsync<MoneyRow>(TableNames.Receipts, MoneyRow.PartitionOf(accountKey, month), days.From, days.Before, cancellationToken))
        {
            if (row.Cents == amount.Cents && row.SameAs is null) found.Add(row);
        }

        return found;
    }

    private async Task<IReadOnlyList<MoneyRow>?> TryClaimAsync(MoneyRow[] rows, IReadOnlyList<string> beside, bool isCopy, CancellationToken cancellationToken)
    {
        var (partition, channel) = (rows[0].PartitionKey, rows[0].Channel);
        var head = await store.FindAsync<MoneyHead>(TableNames.Receipts, partition, MoneyHead.Key(partition), cancellationToken);
        if (!isCopy && (head is null || (head.Channels is [var only] && only == channel)))
        {
            // No other channel: nothing can be the same, unless these rows are known, or a month beside has it.
            var fresh = await ApartAsync(rows, beside, cancellationToken);
            if (await CommitAsync(partition, head, channel, fresh, cancellationToken) == CommitOutcome.Committed) return fresh;
            head = await store.FindAsync<MoneyHead>(TableNames.Receipts, partition, MoneyHead.Key(partition), cancellationToken);
            if (head is null) return null;
        }

        // Within a channel nothing is the same money: without another one only these very rows matter, however many the day has.
        var isAlone = !isCopy && head is { Channels: [var single] } && single == channel;
        var known = await KnownAsync(partition, rows, isAlone, cancellationToken);
        var paired = MoneyPairing.Pair([.. rows.Where(row => !known.ContainsKey(row.RowKey))], known.Values);
        paired = await ApartAsync(paired, isAlone ? beside : [partition, .. beside], cancellationToken);

        // All of a copy is known: what finds no other movement to be the same as is for a person.
        if (isCopy) paired = [.. paired.Select(row => row.SameAs is null ? row with { IsUnsure = true } : row)];
        var outcome = paired.Count == 0 ? CommitOutcome.Committed : await CommitAsync(partition, head, channel, paired, cancellationToken);
        return outcome == CommitOutcome.Committed ? [.. paired, .. rows.Where(row => known.ContainsKey(row.RowKey)).Select(row => known[row.RowKey])] : null;
    }

    private async Task<Dictionary<string, MoneyRow>> KnownAsync(string partition, MoneyRow[] rows, bool isAlone, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, MoneyRow>(StringComparer.Ordinal);
        var accountKey = rows[0].AccountKey;
        var keys = rows.Select(row => row.RowKey).Order(StringComparer.Ordinal).ToList();
        var days = isAlone ? KeyRange.Through(keys[0], keys[^1]) : MoneyRow.Days(accountKey, rows.Min(row => row.ValueDate), rows.Max(row => row.ValueDate));
        await foreach (var row in store.RangeAsync<MoneyRow>(TableNames.Receipts, partition, days.From, days.Before, cancellationToken)) known[row.RowKey] = row;
        return known;
    }

    /// <summary>Marks what another channel may have dated otherwise, in the months that have one.</summary>
    private async Task<IReadOnlyList<MoneyRow>> ApartAsync(IReadOnlyList<MoneyRow> rows, IReadOnlyList<string> months, CancellationToken cancellationToken)
    {
        var left = rows.Where(row => row.OtherKey is null).ToList();
        if (left.Count == 0) return rows;
        var (first, last) = Around(left);
        var (days, nearby) = (MoneyRow.Days(left[0].AccountKey, first, last), new List<MoneyRow>());
        foreach (var month in months)
        {
            await foreach (var row in store.RangeAsync<MoneyRow>(TableNames.Receipts, month, days.From, days.Before, cancellationToken)) nearby.Add(row);
        }

        return MoneyPairing.DatedOtherwise(rows, nearby);
    }

    /// <summary>The months beside that have days around those of the rows, and another channel. They are read as they are, not claimed.</summary>
    private async Task<IReadOnlyList<string>> BesideAsync(MoneyRow[] rows, CancellationToken cancellationToken)
    {
        var (first, last) = Around(rows);
        var found = new List<string>();
        foreach (var month in new[] { first, last }.Select(day => MoneyRow.PartitionOf(rows[0].AccountKey, day)).Where(month => month != rows[0].PartitionKey).Distinct(StringComparer.Ordinal))
        {
            var head = await store.FindAsync<MoneyHead>(TableNames.Receipts, month, MoneyHead.Key(month), cancellationToken);
            if (head is not null && head.Channels.Any(channel => channel != rows[0].Channel)) found.Add(month);
        }

        return found;
    }

    private static (DateOnly First, DateOnly Last) Around(IReadOnlyCollection<MoneyRow> rows) =>
        (rows.Min(row => row.ValueDate).AddDays(-MoneyPairing.Near), rows.Max(row => row.ValueDate).AddDays(MoneyPairing.Near));

    private async Task<CommitOutcome> CommitAsync(
        string partition, MoneyHead? head, string channel, IReadOnlyList<MoneyRow> rows, CancellationToken cancellationToken)
    {
        var batch = new RowBatch(TableNames.Receipts, partition);
        if (head is null) batch.Insert(new MoneyHead { PartitionKey = partition, RowKey = MoneyHead.Key(partition), Channels = [channel] });
        else batch.Replace(head with { Channels = [.. head.Channels.Append(channel).Distinct(StringComparer.Ordinal)] });
        foreach (var row in rows) batch.Insert(row);
        return (await store.CommitAsync(batch, cancellationToken)).Outcome;
    }

    private static MoneyRow RowOf(ReceiptRow receipt, string channel)
    {
        var account = receipt.AccountKey ?? throw new ArgumentException($"Receipt {receipt.Key} is of no bank account.", nameof(receipt));
        return new MoneyRow
        {
            PartitionKey = MoneyRow.PartitionOf(account, receipt.ValueDate),
            RowKey = MoneyRow.Key(account, receipt.ValueDate, channel, receipt.Key),
            Channel = channel,
            ReceiptPartition = receipt.PartitionKey,
            ReceiptKey = receipt.Key,
            Cents = receipt.Amount.Cents,
            ValueDate = receipt.ValueDate,
            Traits = MoneyTraits.Of(receipt),
        };
    }

    private static ReceiptRow Marked(ReceiptRow receipt, MoneyRow row)
    {
        var marked = receipt with { SamePartition = row.OtherPartition, SameKey = row.OtherKey };
        if (row.SameAs is not null) return marked with { State = ReceiptState.SameMoney, Reason = ReceiptReason.SameMoney };
        return row.IsUnsure ? marked with { Reason = ReceiptReason.MayBeSameMoney } : receipt;
    }
}
