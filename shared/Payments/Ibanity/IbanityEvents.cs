namespace Smart.Shared.Payments.Ibanity;

/// <summary>Carries out what events ask for. What they tell is a hint: the truth is fetched.</summary>
public sealed class IbanityEvents(IbanityInbox inbox, PontoAccounts accounts)
{
    /// <summary>Handles a stored event; may be called any number of times.</summary>
    /// <returns>The accounts whose transactions are to be fetched now; <see cref="FinishAsync"/> says that this was begun.</returns>
    /// <exception cref="ReceiptUnknownException">There is no such event.</exception>
    public async Task<IReadOnlyList<string>> HandleAsync(string partition, string key, CancellationToken cancellationToken = default)
    {
        var row = await FindAsync(partition, key, cancellationToken);
        if (row.State != IbanityEventState.Received) return [];
        switch (row.Type)
        {
            case IbanityEventTypes.IntegrationRevoked:
                foreach (var account in await accounts.ListAsync(cancellationToken)) await accounts.ConsentAsync(account.AccountId, isGiven: false, row.HappenedAt, cancellationToken);
                return [];
            case IbanityEventTypes.AccountRevoked when row.AccountId is { } id:
                await accounts.ConsentAsync(id, isGiven: false, row.HappenedAt, cancellationToken);
                return [];
            case IbanityEventTypes.SynchronizationFailed when row.AccountId is { } id:
                await accounts.ChangeAsync(BankFiles.BankKeys.Join(id), account => account with { Problem = "synchronization-failed" }, cancellationToken);
                return [];
            case IbanityEventTypes.Reauthorized or IbanityEventTypes.AccountAdded when row.AccountId is { } id:
                await accounts.ConsentAsync(id, isGiven: true, row.HappenedAt, cancellationToken);
                return [(await accounts.WishAsync(id, cancellationToken)).AccountId];
            default:
                return row.AccountId is { } concerned ? [(await accounts.WishAsync(concerned, cancellationToken)).AccountId] : [];
        }
    }

    /// <summary>Says that what an event asked for is done or begun.</summary>
    public async Task FinishAsync(string partition, string key, CancellationToken cancellationToken = default)
    {
        var row = await FindAsync(partition, key, cancellationToken);
        if (row.State == IbanityEventState.Received) await inbox.FinishAsync(row, cancellationToken);
    }

    private async Task<IbanityEventRow> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
        await inbox.FindAsync(partition, key, cancellationToken) ?? throw new ReceiptUnknownException(partition, key);
}
