using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Members;

/// <summary>Declares contracts: each gets the next ordinal under the ETag of the member's head.</summary>
public sealed class ContractService(TableStore store, MemberService members, BusinessClock clock)
{
    /// <summary>
    /// Declares a contract; the same request again finds the contract of the first one. From the fourth contract on a share must
    /// cover today, else 422 <c>share-required</c>.
    /// </summary>
    public async Task<Result<MemberContract>> DeclareAsync(
        string requestId, string memberId, NewContract asked, CancellationToken cancellationToken = default)
    {
        if (MemberRules.Check(asked) is { } refused) return refused;
        var declared = await OptimisticRetry.RunAsync(memberId, token => TryDeclareAsync(requestId, memberId, asked, token), cancellationToken);
        return declared.Outcome;
    }

    /// <summary>The contract of that ordinal, or null.</summary>
    public Task<MemberContract?> FindAsync(string memberId, int ordinal, CancellationToken cancellationToken = default) =>
        store.FindAsync<MemberContract>(TableNames.Members, memberId, MemberKeys.Contract(memberId, ordinal), cancellationToken);

    /// <summary>Every contract of a member, by ordinal.</summary>
    public IAsyncEnumerable<MemberContract> ListAsync(string memberId, CancellationToken cancellationToken = default) =>
        store.PrefixAsync<MemberContract>(TableNames.Members, memberId, MemberKeys.Contracts(memberId), cancellationToken);

    private async Task<Declared?> TryDeclareAsync(string requestId, string memberId, NewContract asked, CancellationToken cancellationToken)
    {
        if (await members.FindHeadAsync(memberId, cancellationToken) is not { } head) return new(Refusal.Missing("member"));
        var markerKey = MemberKeys.Declaration(requestId);
        if (await store.FindAsync<ContractDeclaration>(TableNames.Members, memberId, markerKey, cancellationToken) is { } done)
        {
            return new((await FindAsync(memberId, done.Ordinal, cancellationToken))!);
        }

        var today = clock.Today;
        var ordinal = head.ContractCount + 1;
        if (ShareGate.Check(ordinal, head.Covers(today)) is { } closed) return new(closed);
        var contract = ContractOf(memberId, ordinal, asked, today);
        var marker = new ContractDeclaration { PartitionKey = memberId, RowKey = markerKey, Ordinal = ordinal };
        var batch = new RowBatch(TableNames.Members, memberId)
            .Replace(head with { ContractCount = ordinal })
            .Insert(contract)
            .Insert(marker);
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? new(contract) : null;
    }

    private static MemberContract ContractOf(string memberId, int ordinal, NewContract asked, DateOnly today) => new()
    {
        PartitionKey = memberId,
        RowKey = MemberKeys.Contract(memberId, ordinal),
        Ordinal = ordinal,
        Title = asked.Title!.Trim(),
        ClientDebtorId = asked.ClientDebtorId,
        StartsOn = asked.StartsOn!.Value,
        EndsOn = asked.EndsOn,
        DeclaredOn = today,
    };

    private sealed record Declared(Result<MemberContract> Outcome);
}
