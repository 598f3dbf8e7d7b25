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

    /// <summary>The value date of the latest money that it was written for.</summary>
    public required DateOnly LastPaidOn { get; init; }

    /// <summary>The receipts that taught it; null when they are more than are kept: then it stays whatever becomes of one of them.</summary>
    public IReadOnlyList<string>? TaughtBy { get; init; }
}

/// <summary>
/// Remembers which accounts paid for whom, by a hash of the account, and which few receipts taught it: what a single one taught is
/// forgotten with its booking, when a person says that it was a mistake.
/// </summary>
public sealed class PayerDirectory(TableStore store, ReceiptStore receipts, AccountService accounts)
{
    private const int MostDebtors = 6;
    private const int MostTeachers = 3;

    /// <summary>Remembers the accounts behind receipts that are booked for a debtor. Our own accounts are nobody's.</summary>
    public async Task RememberAsync(IReadOnlyList<ReceiptRow> allocated, CancellationToken cancellationToken = default)
    {
        var seen = allocated
            .Where(receipt => receipt is { State: ReceiptState.Allocated, DebtorId: not null } && Hash(receipt.CounterpartyAccount) is not null)
            .Select(receipt => new PaidFor(receipt.Key, receipt.CounterpartyAccount, receipt.DebtorId!, receipt.ValueDate));
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

    /// <summary>Forgets what this receipt alone taught of a debtor; may be called any number of times.</summary>
    public async Task ForgetAsync(ReceiptRow receipt, string debtorId, CancellationToken cancellationToken = default)
    {
        if (Hash(receipt.CounterpartyAccount) is not { } hash) return;
        await OptimisticRetry.RunAsync(receipt.Key, token => TryForgetAsync(Partition(hash), Prefix(hash) + debtorId, receipt.Key, token), cancellationToken);
    }

    private async Task<PayerRow[]?> TryForgetAsync(string partition, string key, string receiptKey, CancellationToken cancellationToken)
    {
        if (await store.FindAsync<PayerRow>(TableNames.References, partition, key, cancellationToken) is not { TaughtBy: { } taught } row || !taught.Contains(receiptKey)) return [];
        var batch = new RowBatch(TableNames.References, partition);
        if (taught.Count == 1) batch.Delete(row);
        else batch.Replace(row with { TaughtBy = [.. taught.Where(other => other != receiptKey)] });
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? [row] : null;
    }

    private async Task WriteAsync(IAsyncEnumerable<PaidFor> seen, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, PayerRow>(StringComparer.Ordinal);
        await foreach (var paid in seen.WithCancellation(cancellationToken))
        {
            if (Hash(paid.Account) is not { } hash) continue;
            var row = new PayerRow { PartitionKey = Partition(hash), RowKey = Prefix(hash) + paid.DebtorId, DebtorId = paid.DebtorId, LastPaidOn = paid.On, TaughtBy = [paid.ReceiptKey] };
            rows[row.RowKey] = rows.TryGetValue(row.RowKey, out var other) ? Both(other, row) : row;
        }

        if (rows.Count == 0) return;
        var ours = (await accounts.ListAsync(cancellationToken)).Select(account => Hash(account.AccountKey.Split('-')[0])).OfType<string>().Select(Prefix).ToList();
        foreach (var partition in rows.Values.Where(row => !ours.Any(prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))).GroupBy(row => row.PartitionKey))
        {
            foreach (var chunk in partition.Chunk(RowBatch.MaximumRows)) await OptimisticRetry.RunPatientlyAsync(partition.Key, token => TryTeachAsync(partition.Key, chunk, token), cancellationToken);
        }
    }

    // Most payers are new or say nothing new: a read, and a write of what differs.
    private async Task<PayerRow[]?> TryTeachAsync(string partition, PayerRow[] rows, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.RowKey).Order(StringComparer.Ordinal).ToList();
        var known = new Dictionary<string, PayerRow>(StringComparer.Ordinal);
        var range = KeyRange.Through(keys[0], keys[^1]);
        await foreach (var row in store.RangeAsync<PayerRow>(TableNames.References, partition, range.From, range.Before, cancellationToken)) known[row.RowKey] = row;
        var batch = new RowBatch(TableNames.References, partition);
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.RowKey, out var there)) batch.Insert(row);
            else if (Both(there, row) is var both && !SaysTheSame(both, there)) batch.Replace(both);
        }

        return batch.Count == 0 || (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? rows : null;
    }

    private static PayerRow Both(PayerRow there, PayerRow news)
    {
        var taught = there.TaughtBy is { } before && news.TaughtBy is { } more ? before.Union(more, StringComparer.Ordinal).ToList() : null;
        return there with { LastPaidOn = there.LastPaidOn > news.LastPaidOn ? there.LastPaidOn : news.LastPaidOn, TaughtBy = taught?.Count > MostTeachers ? null : taught };
    }

    private static bool SaysTheSame(PayerRow one, PayerRow other) => one.LastPaidOn == other.LastPaidOn && one.TaughtBy?.Count == other.TaughtBy?.Count;

    private static string? Hash(string account)
    {
        var compact = string.Concat(account.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return compact.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(compact)));
    }

    private static string Partition(string hash) => $"payer-{hash[..2]}";

    private static string Prefix(string hash) => $"payer|{hash}|";
}
