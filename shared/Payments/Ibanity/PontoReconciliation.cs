using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>
/// Several times a day, everything is fetched whether or not a webhook came: how often the provider repeats one is not known (rules 5.3).
/// </summary>
public sealed class PontoReconciliation(PontoApi api, PontoAccounts ponto, AccountService accounts, FeedStore feeds, IOptions<IbanitySettings> settings, BusinessClock clock)
{
    /// <summary>The time that is due and not done; null when none is, or Ponto Connect is not configured.</summary>
    public async Task<DateTimeOffset?> DueAsync(CancellationToken cancellationToken = default)
    {
        if (!api.IsConnected || FeedSchedule.LastDue(clock.Now, settings.Value.PullHours) is not { } due) return null;
        return (await feeds.GetAsync(FeedRow.Ponto, cancellationToken)).DoneDue >= due ? null : due;
    }

    /// <summary>Wishes the transactions of every account that clients pay on. What is not listed any more needs consent anew.</summary>
    /// <returns>The accounts to fetch, and whether the provider's list is among what they come from.</returns>
    public async Task<PontoDue> WishAsync(CancellationToken cancellationToken = default)
    {
        var known = await ponto.ListAsync(cancellationToken);
        string? problem = null;
        try
        {
            known = await MeetAsync(known, await api.AccountsAsync(cancellationToken), cancellationToken);
        }
        catch (IbanityException down)
        {
            problem = down.Reason;
        }

        var collecting = (await accounts.ListAsync(cancellationToken)).Where(account => account.IsCollecting).Select(account => account.AccountKey).ToHashSet(StringComparer.Ordinal);
        var due = known.Where(row => row.AccountKey is { } key && collecting.Contains(key)).ToList();
        foreach (var row in due) await ponto.WishAsync(row.AccountId, cancellationToken);
        await feeds.ChangeAsync(FeedRow.Ponto, feed => feed with { AskedAt = clock.Now, Problem = problem }, cancellationToken);
        return new PontoDue([.. due.Select(row => row.AccountId)], problem is null);
    }

    /// <summary>A due time is done: pulls for every account were started.</summary>
    public Task FinishAsync(DateTimeOffset due, CancellationToken cancellationToken = default) =>
        feeds.ChangeAsync(FeedRow.Ponto, feed => feed with { DoneDue = feed.DoneDue > due ? feed.DoneDue : due }, cancellationToken);

    private async Task<IReadOnlyList<PontoAccountRow>> MeetAsync(IReadOnlyList<PontoAccountRow> known, IReadOnlyList<PontoAccount> listed, CancellationToken cancellationToken)
    {
        var met = new List<PontoAccountRow>();
        foreach (var account in listed.Where(account => account is { IsDeprecated: false, AccountKey: not null }))
        {
            met.Add(await ponto.ChangeAsync(BankFiles.BankKeys.Join(account.Id), row => row with { AccountKey = account.AccountKey }, cancellationToken));
        }

        foreach (var gone in known.Where(row => !row.NeedsReconnection && listed.All(account => BankFiles.BankKeys.Join(account.Id) != row.AccountId)))
        {
            await ponto.ConsentAsync(gone.AccountId, isGiven: false, clock.Now, cancellationToken);
        }

        return met;
    }
}

/// <summary>What is to be fetched.</summary>
/// <param name="Accounts">The accounts, by the provider's id.</param>
/// <param name="IsListed">The provider listed them; false: they are those that were known.</param>
public sealed record PontoDue(IReadOnlyList<string> Accounts, bool IsListed);
