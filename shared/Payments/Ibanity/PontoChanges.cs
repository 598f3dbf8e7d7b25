using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>What a pull tells of a transaction.</summary>
/// <param name="Receipt">The receipt that it would be.</param>
/// <param name="IsDated">It names a day: otherwise the receipt's is that of the pull.</param>
public sealed record ToldTransaction(ReceiptRow Receipt, bool IsDated);

/// <summary>
/// Compares what a pull tells of transactions with what is stored of them: a receipt is written once and stays, in the month in
/// which it was first told. What the bank says otherwise later is shown to the desk, as a row of no euro beside it.
/// </summary>
public sealed class PontoChanges(ReceiptStore receipts, Worklist worklist, BusinessClock clock)
{
    /// <summary>
    /// The receipts of a page that are to be taken: not those that stand in another month, nor those that the bank tells otherwise.
    /// </summary>
    /// <returns>Them, and the partitions in which the others stand.</returns>
    internal async Task<(IReadOnlyList<ReceiptRow> Taken, IReadOnlyList<string> Elsewhere)> SiftAsync(IReadOnlyList<ToldTransaction> page, CancellationToken cancellationToken)
    {
        var (taken, elsewhere) = (new List<ReceiptRow>(), new List<string>());
        foreach (var told in page)
        {
            var stored = await FindAsync(told.Receipt, cancellationToken);
            var isOtherwise = stored is not null && SaysOtherwise(told, stored);
            if (isOtherwise) await worklist.AddAsync([RowOf(stored!, told.Receipt)], cancellationToken);
            if (stored is null || (!isOtherwise && stored.PartitionKey == told.Receipt.PartitionKey)) taken.Add(told.Receipt);
            else elsewhere.Add(stored.PartitionKey);
        }

        return (taken, [.. elsewhere.Distinct(StringComparer.Ordinal)]);
    }

    // The day that the bank enters it may have become another one: the months beside are looked at too.
    private async Task<ReceiptRow?> FindAsync(ReceiptRow told, CancellationToken cancellationToken)
    {
        var (account, month) = (told.PartitionKey[..^6], DateOnly.ParseExact(told.PartitionKey[^6..] + "01", "yyyyMMdd", CultureInfo.InvariantCulture));
        foreach (var months in new[] { 0, -1, 1 })
        {
            var partition = string.Create(CultureInfo.InvariantCulture, $"{account}{month.AddMonths(months):yyyyMM}");
            if (await receipts.FindAsync(partition, told.Key, cancellationToken) is { } stored) return stored;
        }

        return null;
    }

    // What a payer wrote matters as long as nobody knows whose it is: banks tell it later.
    private static bool SaysOtherwise(ToldTransaction told, ReceiptRow stored) =>
        told.Receipt.Amount != stored.Amount
        || told.Receipt.OriginalAmount != stored.OriginalAmount
        || (told.IsDated && told.Receipt.ValueDate != stored.ValueDate)
        || (stored is { State: ReceiptState.Unmatched, DecidedBy: null } && TextOf(told.Receipt) != TextOf(stored));

    private ReceiptRow RowOf(ReceiptRow stored, ReceiptRow told)
    {
        var words = $"stored: {WordsOf(stored)}; the bank now says: {WordsOf(told)}";
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{WordsOf(told)}|{TextOf(told)}")))[..12];
        return new ReceiptRow
        {
            PartitionKey = stored.PartitionKey,
            RowKey = $"{stored.Key}-told-{fingerprint}",
            Source = ReceiptSource.BankApi,
            Amount = Money.Zero,
            ValueDate = stored.ValueDate,
            ReceivedAt = clock.Now,
            State = ReceiptState.Unmatched,
            Reason = ReceiptReason.ToldOtherwise,
            CounterpartyName = told.CounterpartyName,
            CounterpartyAccount = told.CounterpartyAccount,
            Communication = TextOf(told) == TextOf(stored) ? words : $"{words} {TextOf(told)}",
            AccountKey = stored.AccountKey,
            SamePartition = stored.PartitionKey,
            SameKey = stored.Key,
        };
    }

    private static string WordsOf(ReceiptRow receipt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{receipt.OriginalAmount ?? receipt.Amount.ToString()} of {receipt.ValueDate:yyyy-MM-dd}");

    private static string TextOf(ReceiptRow receipt) => $"{receipt.Structured ?? receipt.CreditorReference}{receipt.Communication}";
}
