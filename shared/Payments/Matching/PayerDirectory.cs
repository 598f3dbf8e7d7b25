using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Matching;

/// <summary>
/// An account paid for a debtor: a clue for the next receipt, and no more. Partition <c>payer-{first two of the hash}</c>, row
/// <c>payer|{hash of the account}|{debtor}</c>. Stored names: renaming needs a migration.
/// </summary>
public sealed record PayerRow : StoredRow
{
    /// <summary>The debtor.</summary>
    public required string DebtorId { get; init; }

    /// <summary>The value date of the money that it was written for.</summary>
    public required DateOnly LastPaidOn { get; init; }
}

/// <summary>
/// Remembers which accounts paid for whom, by a hash of the account. Upserts only: what is remembered twice is written twice, and
/// nothing has to be read for it.
/// </summary>
public sealed class PayerDirectory(TableStore store, ReceiptStore receipts, AccountService accounts)
{
    private const int MostDebtors = 6;

    /// <summary>Remembers the accounts behind receipts that are booked for a debtor. Our own accounts are nobody's.</summary>
    public async Task RememberAsync(IReadOnlyList<ReceiptRow> allocated, CancellationToken cancellationToken = default)
    {
        var seen = allocated
            .Where(receipt => receipt is { State: ReceiptState.Allocated, DebtorId: not null } && Hash(receipt.CounterpartyAccount) is not null)
            .Select(receipt => new PaidFor(receipt.CounterpartyAccount, receipt.DebtorId!, receipt.ValueDate));
        await WriteAsync(seen.ToAsyncEnumerable(), cancellationToken);
    }

    /// <summary>Remembers the accounts behind all booked receipts of a partition: one query, and a transaction for a hundred payers of a partition of the index.</summary>
    public Task RememberPartitionAsync(string partition, CancellationToken cancellationToken = default) =>
        WriteAsync(receipts.PaidForAsync(partition, cancellationToken), cancellationToken);

    /// <summary>The debtors for whom an account paid, in order of id, at most six: more say no more.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string account, CancellationToken cancellationToken = default)
    {
        var found = new List<string>();
        if (Hash(account) is not { } hash) return found;
        await foreach (var row in store.PrefixAsync<PayerRow>(TableNames.References, Partition(hash), Prefix(hash), cancellationToken))
        {
            found.Add(row.DebtorId);
            if (found.Count == MostDebtors) break;
        }

        return found;
    }

    private async Task WriteAsync(IAsyncEnumerable<PaidFor> seen, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, PayerRow>(StringComparer.Ordinal);
        await foreach (var paid in seen.WithCancellation(cancellationToken))
        {
            if (Hash(paid.Account) is not { } hash) continue;
            var row = new PayerRow { PartitionKey = Partition(hash), RowKey = Prefix(hash) + paid.DebtorId, DebtorId = paid.DebtorId, LastPaidOn = paid.On };
            if (!rows.TryGetValue(row.RowKey, out var other) || other.LastPaidOn < row.LastPaidOn) rows[row.RowKey] = row;
        }

        if (rows.Count == 0) return;
        var ours = (await accounts.ListAsync(cancellationToken)).Select(account => Hash(account.AccountKey.Split('-')[0])).OfType<string>().Select(Prefix).ToList();
        foreach (var partition in rows.Values.Where(row => !ours.Any(prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))).GroupBy(row => row.PartitionKey))
        {
            foreach (var chunk in partition.Chunk(RowBatch.MaximumRows)) await CommitAsync(partition.Key, chunk, cancellationToken);
        }
    }

    private Task<CommitResult> CommitAsync(string partition, PayerRow[] rows, CancellationToken cancellationToken)
    {
        var batch = new RowBatch(TableNames.References, partition);
        foreach (var row in rows) batch.Put(row);
        return store.CommitAsync(batch, cancellationToken);
    }

    private static string? Hash(string account)
    {
        var compact = string.Concat(account.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return compact.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(compact)));
    }

    private static string Partition(string hash) => $"payer-{hash[..2]}";

    private static string Prefix(string hash) => $"payer|{hash}|";
}
