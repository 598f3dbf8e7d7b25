using System.Net;
using Smart.Shared.Calendar;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.SameMoney;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>What a step of a pull left.</summary>
public enum PullStep
{
    /// <summary>There is a next page.</summary>
    Page,

    /// <summary>Every page is stored.</summary>
    Settle,

    /// <summary>The provider must be asked again later.</summary>
    Later,

    /// <summary>Nothing more can or need be done.</summary>
    End,
}

/// <summary>The outcome of a step of a pull.</summary>
/// <param name="Step">What comes next.</param>
/// <param name="RetryAfterSeconds">When the provider wants to be asked again, where it says so.</param>
public sealed record PullProgress(PullStep Step, int? RetryAfterSeconds = null);

/// <summary>
/// Fetches the transactions of an account page by page: each page is stored before the row says so, and the row names the next page,
/// so that a pull goes on where it was after a crash.
/// </summary>
public sealed class PontoFeed(
    PontoApi api, PontoAccounts ponto, PontoChanges changes, AccountService accounts, ReceiptIntake intake, ReceiptStore receipts, Worklist worklist, BusinessClock clock)
{
    /// <summary>Fetches and stores one page; the same again changes nothing.</summary>
    public async Task<PullProgress> PullAsync(string accountId, CancellationToken cancellationToken = default)
    {
        if (await ponto.FindAsync(accountId, cancellationToken) is not { IsOpen: true } row) return new PullProgress(PullStep.End);
        if (row.Pull is { IsFetched: true }) return new PullProgress(PullStep.Settle);
        var startedAt = clock.Now;
        try
        {
            if (await PrepareAsync(row, cancellationToken) is not { } ready) return new PullProgress(PullStep.End);
            var pull = ready.Pull!;
            var page = await api.TransactionsAsync(accountId, pull.Query, cancellationToken);
            var after = PontoPaging.After(pull, page, ready.Newest);
            var partitions = await StoreAsync(ready, page, cancellationToken);
            await MarkAsync(ready, after with { Partitions = [.. pull.Partitions.Union(partitions, StringComparer.Ordinal)] }, startedAt, cancellationToken);
            return new PullProgress(after.IsFetched ? PullStep.Settle : PullStep.Page);
        }
        catch (IbanityException failure)
        {
            return await FailAsync(row, failure, startedAt, cancellationToken);
        }
    }

    /// <summary>Ends a pull once each of its receipts is booked or in the worklist, and moves the account's watermark.</summary>
    /// <returns>True when it ended; false to look again.</returns>
    public async Task<bool> SettleAsync(string accountId, CancellationToken cancellationToken = default)
    {
        if (await ponto.FindAsync(accountId, cancellationToken) is not { Pull: { IsFetched: true } pull, AccountKey: { } accountKey }) return true;
        foreach (var partition in pull.Partitions)
        {
            if ((await receipts.WaitingAsync(partition, cancellationToken)).Count > 0) return false;
        }

        // A day that is not over may bring more; and nobody was asked in the future.
        DateOnly? through = pull.SynchronizedAt is { } at ? BusinessClock.DateOf(at < clock.Now ? at : clock.Now).AddDays(-1) : null;
        if (through is { } day) await accounts.KnowThroughAsync(accountKey, day, cancellationToken);
        await ponto.ChangeAsync(accountId, current => current.Pull?.Wish != pull.Wish ? current : current with
        {
            Pull = null,
            Fulfilled = pull.Wish,
            Newest = current.Newest > pull.Newest ? current.Newest : pull.Newest ?? current.Newest,
            StartQuery = PontoPaging.StartOf(pull),
            SynchronizedAt = pull.SynchronizedAt ?? current.SynchronizedAt,
            PulledAt = clock.Now,
            CompleteThrough = current.CompleteThrough > through ? current.CompleteThrough : through ?? current.CompleteThrough,
        }, cancellationToken);
        return true;
    }

    /// <summary>The receipts of a pull that wait to be booked, by partition and key.</summary>
    public async Task<IReadOnlyList<ReceiptMessage>> WaitingAsync(PontoAccountRow row, CancellationToken cancellationToken = default)
    {
        var waiting = new List<ReceiptMessage>();
        foreach (var partition in row.Pull?.Partitions ?? [])
        {
            waiting.AddRange((await receipts.WaitingAsync(partition, cancellationToken)).Select(key => new ReceiptMessage(partition, key)));
        }

        return waiting;
    }

    /// <summary>Finds out whose account it is and begins the pull; null when it is none that clients pay on.</summary>
    private async Task<PontoAccountRow?> PrepareAsync(PontoAccountRow row, CancellationToken cancellationToken)
    {
        var accountKey = row.AccountKey ?? (await api.AccountAsync(row.AccountId, cancellationToken)).AccountKey;
        var problem = accountKey is null || await accounts.FindAsync(accountKey, cancellationToken) is not { IsCollecting: true } ? "not-collecting"
            : await IsConnectedTwiceAsync(row, accountKey, cancellationToken) ? "connected-twice"
            : null;
        var ready = await ponto.ChangeAsync(row.AccountId, current => problem is null
            ? current with { AccountKey = accountKey, Pull = current.Pull ?? new PontoPull { Wish = current.Wishes, Query = current.StartQuery } }
            : current with { AccountKey = accountKey, Problem = problem, Pull = null, Fulfilled = row.Wishes }, cancellationToken);
        return problem is null && ready.Pull is { IsFetched: false } ? ready : null;
    }

    // While the first still gives what the second would.
    private async Task<bool> IsConnectedTwiceAsync(PontoAccountRow row, string accountKey, CancellationToken cancellationToken) =>
        row.PulledAt is null
        && (await ponto.ListAsync(cancellationToken)).Any(other => other.AccountKey == accountKey && other.AccountId != row.AccountId && other is { PulledAt: not null, NeedsReconnection: false });

    private async Task<IReadOnlyList<string>> StoreAsync(PontoAccountRow row, PontoPage page, CancellationToken cancellationToken)
    {
        // Under another id the account gives the same movements other ids: that is another channel to the same money.
        var channel = new MoneyChannel($"ponto-{row.AccountId}");
        var told = page.Transactions.Select(transaction => new ToldTransaction(transaction.ToReceipt(row.AccountKey!, clock.Today, clock.Now), transaction.Day is not null)).ToList();

        // Before a first pull ended nothing was told before.
        var (taken, elsewhere) = row.PulledAt is null ? ([.. told.Select(one => one.Receipt)], []) : await changes.SiftAsync(told, cancellationToken);
        var byPartition = taken.GroupBy(receipt => receipt.PartitionKey, StringComparer.Ordinal).ToList();
        foreach (var partition in byPartition)
        {
            foreach (var batch in partition.Chunk(RowBatch.MaximumRows))
            {
                await worklist.AddAsync([.. batch.Where(receipt => receipt.State == ReceiptState.Unmatched)], cancellationToken);
                await intake.TakeAsync([.. batch.Where(receipt => receipt.State != ReceiptState.Unmatched)], channel, cancellationToken);
            }
        }

        return [.. byPartition.Select(partition => partition.Key).Union(elsewhere, StringComparer.Ordinal)];
    }

    // A second run of the same step finds the pull moved on, and leaves it. Partitions are named whoever stored them.
    private Task<PontoAccountRow> MarkAsync(PontoAccountRow read, PontoPull after, DateTimeOffset startedAt, CancellationToken cancellationToken) => ponto.ChangeAsync(
        read.AccountId,
        current => current.Pull is { } now && now.Wish == after.Wish && now.Pages == read.Pull!.Pages
            ? current with { Pull = after, Problem = null, NeedsReconnection = current.NeedsReconnection && current.ConsentChangedAt >= startedAt }
            : current,
        cancellationToken);

    private async Task<PullProgress> FailAsync(PontoAccountRow row, IbanityException failure, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var isRestart = failure.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound && (row.Pull?.Query ?? row.StartQuery) is not null;
        var isRefused = !isRestart && failure.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
        await ponto.ChangeAsync(row.AccountId, current => Failed(current), cancellationToken);
        return isRestart ? new PullProgress(PullStep.Page)
            : isRefused ? new PullProgress(PullStep.End)
            : new PullProgress(PullStep.Later, failure.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null);

        // The provider forgot where we were: from the beginning, for what is known changes nothing.
        PontoAccountRow Failed(PontoAccountRow current) =>
            isRestart ? current with { Problem = failure.Reason, StartQuery = null, Pull = current.Pull is { } pull ? new PontoPull { Wish = pull.Wish, Partitions = pull.Partitions } : null }
            : isRefused && !(current.ConsentChangedAt > startedAt) ? current with { Problem = failure.Reason, NeedsReconnection = true, Pull = null, Fulfilled = row.Wishes }
            : current with { Problem = failure.Reason };
    }
}
