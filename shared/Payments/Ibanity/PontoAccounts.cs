using Smart.Shared.Calendar;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>The accounts that Ponto Connect gives us, and what was wished and fetched of each.</summary>
public sealed class PontoAccounts(TableStore store, WorkIndex work, BusinessClock clock)
{
    /// <summary>The owner of guard rows; their subject is the account.</summary>
    public const string Owner = "ponto";

    private const string SubjectPrefix = "feed|";

    /// <summary>The account that a guard row names, or null.</summary>
    public static string? AccountOf(WorkRow row) =>
        row.OwnerId == Owner && row.Subject.StartsWith(SubjectPrefix, StringComparison.Ordinal) ? row.Subject[SubjectPrefix.Length..] : null;

    /// <summary>The account's row, or null.</summary>
    public Task<PontoAccountRow?> FindAsync(string accountId, CancellationToken cancellationToken = default) =>
        store.FindAsync<PontoAccountRow>(TableNames.Accounts, PontoAccountRow.Partition, PontoAccountRow.Key(accountId), cancellationToken);

    /// <summary>Every account.</summary>
    public async Task<IReadOnlyList<PontoAccountRow>> ListAsync(CancellationToken cancellationToken = default)
    {
        var rows = new List<PontoAccountRow>();
        var all = store.RangeAsync<PontoAccountRow>(TableNames.Accounts, PontoAccountRow.Partition, PontoAccountRow.All.From, PontoAccountRow.All.Before, cancellationToken);
        await foreach (var row in all) rows.Add(row);
        return rows;
    }

    /// <summary>Wishes that the transactions of an account are fetched: the guard row first, so that a wish is never forgotten.</summary>
    public async Task<PontoAccountRow> WishAsync(string accountId, CancellationToken cancellationToken = default)
    {
        var id = BankKeys.Join(accountId);
        await work.PutAsync(clock.Today, Owner, WorkPurpose.Allocate, SubjectPrefix + id, cancellationToken);
        return await ChangeAsync(id, row => row with { Wishes = row.Wishes + 1 }, cancellationToken);
    }

    /// <summary>The holder withdrew or gave consent. What an older event says does not undo what a newer one said.</summary>
    public Task<PontoAccountRow> ConsentAsync(string accountId, bool isGiven, DateTimeOffset at, CancellationToken cancellationToken = default) => ChangeAsync(
        BankKeys.Join(accountId),
        row => row.ConsentChangedAt > at ? row : row with { NeedsReconnection = !isGiven, ConsentChangedAt = at, Problem = isGiven ? null : "consent-withdrawn" },
        cancellationToken);

    /// <summary>Changes the row of an account; makes it when there is none.</summary>
    public Task<PontoAccountRow> ChangeAsync(string accountId, Func<PontoAccountRow, PontoAccountRow> change, CancellationToken cancellationToken = default) =>
        OptimisticRetry.RunAsync(
            PontoAccountRow.Key(accountId),
            async token =>
            {
                var current = await FindAsync(accountId, token) ?? new PontoAccountRow { PartitionKey = PontoAccountRow.Partition, RowKey = PontoAccountRow.Key(accountId) };
                var changed = change(current);
                if (changed == current && current.ETag != default) return current;
                var batch = new RowBatch(TableNames.Accounts, PontoAccountRow.Partition);
                var commit = await store.CommitAsync(changed.ETag == default ? batch.Insert(changed) : batch.Replace(changed), token);
                return commit.IsCommitted ? changed with { ETag = commit.ETag } : null;
            },
            cancellationToken);
}
