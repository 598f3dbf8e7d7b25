using Microsoft.Extensions.Options;
using Smart.Shared.References;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>The bank accounts and how far their movements are known.</summary>
public sealed class AccountService(TableStore store, IOptions<CreditorSettings> creditor, TimeProvider time)
{
    private const string Euro = Money.Euro;

    /// <summary>
    /// How far the money that came in is known. The account that is printed on invoices counts from the start, whether or not
    /// finance has named it. One query over a handful of rows.
    /// </summary>
    public async Task<BankFreshness> FreshnessAsync(CancellationToken cancellationToken = default)
    {
        var accounts = await ListAsync(cancellationToken);
        return new BankFreshness([.. accounts.Where(account => account.IsCollecting).Select(account => new AccountFreshness(account.AccountKey, account.CompleteThrough))]);
    }

    /// <summary>Every account, in order of key.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(CancellationToken cancellationToken = default)
    {
        var rows = new SortedDictionary<string, AccountRow>(StringComparer.Ordinal);
        if (Printed() is { } printed) rows[printed.AccountKey] = printed;
        var stored = store.RangeAsync<AccountRow>(TableNames.Accounts, AccountRow.Partition, AccountRow.All.From, AccountRow.All.Before, cancellationToken);
        await foreach (var row in stored) rows[row.AccountKey] = row;
        return [.. rows.Values];
    }

    /// <summary>The account, or null; the one printed on invoices exists without a row.</summary>
    public async Task<AccountRow?> FindAsync(string accountKey, CancellationToken cancellationToken = default) =>
        await store.FindAsync<AccountRow>(TableNames.Accounts, AccountRow.Partition, accountKey, cancellationToken)
            ?? (Printed() is { } printed && printed.AccountKey == accountKey ? printed : null);

    /// <summary>
    /// Names an account in euro, says whether clients pay on it, and whether its movements come from statements or from notifications.
    /// 422 for an IBAN with wrong check digits.
    /// </summary>
    public async Task<Result<AccountRow>> ConfigureAsync(
        string iban, string name, bool isCollecting, bool booksNotifications = false, CancellationToken cancellationToken = default)
    {
        if (!Iban.TryParse(iban, out var parsed)) return Refusal.Rules("iban-invalid", "This is no IBAN, or its check digits are wrong.", "iban", "rules 3.3");
        if (string.IsNullOrWhiteSpace(name)) return Refusal.Required("name");
        var key = $"{parsed}-{Euro}";
        return await ChangeAsync(
            key, current => Task.FromResult((current ?? Empty(key, name)) with { Name = name.Trim(), IsCollecting = isCollecting, BooksNotifications = booksNotifications }), cancellationToken);
    }

    /// <summary>
    /// Finance answers that everything through a day is known: no movements, or none that were not imported. Kept for good with
    /// who said it. 422 for a day that is not over.
    /// </summary>
    /// <param name="accountKey">IBAN and currency.</param>
    /// <param name="through">The last day.</param>
    /// <param name="today">Today in Brussels.</param>
    /// <param name="saidBy">Hash of the identity.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<AccountRow>> SayNoMovementsAsync(
        string accountKey, DateOnly through, DateOnly today, string saidBy, CancellationToken cancellationToken = default)
    {
        if (through > today) return Refusal.Rules("day-not-over", "Nobody can answer for a day to come.", "through");
        if (await FindAsync(accountKey, cancellationToken) is null) return Refusal.Missing("account");
        var audit = new NoMovementsRow
        {
            PartitionKey = accountKey,
            RowKey = NoMovementsRow.Key(accountKey, through),
            Through = through,
            SaidBy = saidBy,
            SaidAt = time.GetUtcNow(),
        };
        await store.CommitAsync(new RowBatch(TableNames.Accounts, accountKey).Insert(audit), cancellationToken);
        return await MoveAsync(accountKey, (current, later) => AccountWatermark.Override(current, through, later), cancellationToken);
    }

    /// <summary>Moves the watermark over what is complete by now.</summary>
    public Task<AccountRow> AdvanceAsync(string accountKey, CancellationToken cancellationToken = default) =>
        MoveAsync(accountKey, AccountWatermark.Advance, cancellationToken);

    /// <summary>
    /// The bank's own interface answered that everything through a day is known, and all of it is booked or in the worklist. Files that
    /// bring the same days later change nothing about it.
    /// </summary>
    public Task<AccountRow> KnowThroughAsync(string accountKey, DateOnly through, CancellationToken cancellationToken = default) => ChangeAsync(
        accountKey,
        current =>
        {
            var account = current ?? Empty(accountKey, accountKey);
            return Task.FromResult(account.CompleteThrough >= through ? account : account with { CompleteThrough = through });
        },
        cancellationToken);

    private Task<AccountRow> MoveAsync(string accountKey, Func<AccountRow, IReadOnlyList<StatementRow>, AccountRow> move, CancellationToken cancellationToken) =>
        ChangeAsync(
            accountKey,
            async current =>
            {
                var account = current ?? Empty(accountKey, accountKey);
                return move(account, await LaterAsync(account, cancellationToken));
            },
            cancellationToken);

    private async Task<List<StatementRow>> LaterAsync(AccountRow account, CancellationToken cancellationToken)
    {
        var range = KeyRange.Prefix($"{account.AccountKey}-");
        var later = new List<StatementRow>();
        var found = store.RangeAsync<StatementRow>(TableNames.Accounts, account.AccountKey, account.LastStatementKey ?? range.From, range.Before, cancellationToken);
        await foreach (var row in found.Where(row => row is { IsNotification: false, CopyOf: null })) later.Add(row);
        return later;
    }

    private Task<AccountRow> ChangeAsync(string accountKey, Func<AccountRow?, Task<AccountRow>> change, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            accountKey,
            async token =>
            {
                var current = await FindAsync(accountKey, token);
                var changed = await change(current);
                if (changed == current && current.ETag != default) return current;
                var batch = new RowBatch(TableNames.Accounts, AccountRow.Partition);
                var commit = await store.CommitAsync(changed.ETag == default ? batch.Insert(changed) : batch.Replace(changed), token);
                return commit.IsCommitted ? changed with { ETag = commit.ETag } : null;
            },
            cancellationToken);

    private AccountRow? Printed() => Iban.TryParse(creditor.Value.Iban, out var iban)
        ? Empty($"{iban}-{Euro}", creditor.Value.Name) with { IsCollecting = true }
        : null;

    private static AccountRow Empty(string key, string name) =>
        new() { PartitionKey = AccountRow.Partition, RowKey = key, Name = name, IsCollecting = false };
}
