using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Members;

/// <summary>A member: head and profile.</summary>
/// <param name="Head">What serialises changes.</param>
/// <param name="Profile">Personal data.</param>
public sealed record Member(MemberHead Head, MemberProfile Profile)
{
    /// <summary>The member's id.</summary>
    public string Id => Head.MemberId;
}

/// <summary>Registers members, finds them, and says whether they may invoice.</summary>
public sealed class MemberService(TableStore store, BusinessClock clock)
{
    /// <summary>Registers a member. The id comes from the request, so that a repeated request finds the member of the first one.</summary>
    public async Task<Result<Member>> RegisterAsync(string requestId, NewMember asked, CancellationToken cancellationToken = default)
    {
        var valid = MemberRules.Check(asked);
        if (valid.Refusal is { } refused) return refused;
        var (language, contact) = valid.Value;
        var id = DerivedId.Of(requestId, "member");
        var head = new MemberHead { PartitionKey = id, RowKey = MemberKeys.Head(id), Language = language, RegisteredAt = clock.Now };
        var profile = new MemberProfile
        {
            PartitionKey = id,
            RowKey = MemberKeys.Profile(id),
            Name = contact.Name,
            Email = contact.Email!,
            Address = contact.Address,
        };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Members, id).Insert(head).Insert(profile), cancellationToken);
        return commit.IsCommitted ? new Member(head, profile) : (await FindAsync(id, cancellationToken))!;
    }

    /// <summary>The member, or null.</summary>
    public async Task<Member?> FindAsync(string memberId, CancellationToken cancellationToken = default)
    {
        var head = await FindHeadAsync(memberId, cancellationToken);
        var profile = head is null ? null : await FindProfileAsync(memberId, cancellationToken);
        return profile is null ? null : new Member(head!, profile);
    }

    /// <summary>The head alone, by one point read, or null.</summary>
    public Task<MemberHead?> FindHeadAsync(string memberId, CancellationToken cancellationToken = default) =>
        store.FindAsync<MemberHead>(TableNames.Members, memberId, MemberKeys.Head(memberId), cancellationToken);

    /// <summary>The profile alone, by one point read, or null.</summary>
    public Task<MemberProfile?> FindProfileAsync(string memberId, CancellationToken cancellationToken = default) =>
        store.FindAsync<MemberProfile>(TableNames.Members, memberId, MemberKeys.Profile(memberId), cancellationToken);

    /// <summary>
    /// The gate of invoicing, by one point read: the member exists, declared the contract, and a share covers the day where one
    /// is needed. Otherwise 404 <c>member-not-found</c>, 422 <c>contract-unknown</c> or 422 <c>share-required</c>.
    /// </summary>
    public async Task<Result<MemberHead>> CheckMayInvoiceAsync(
        string memberId, int contractOrdinal, DateOnly day, CancellationToken cancellationToken = default)
    {
        if (await FindHeadAsync(memberId, cancellationToken) is not { } head) return Refusal.Missing("member");
        if (contractOrdinal < 1 || contractOrdinal > head.ContractCount)
        {
            return Refusal.Rules("contract-unknown", "The member declared no such contract.", "contract");
        }

        return ShareGate.Check(contractOrdinal, head.Covers(day)) is { } closed ? closed : head;
    }
}
