using Smart.Shared.Members;
using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>A holder of shares and the entries of the register.</summary>
/// <param name="Member">Who.</param>
/// <param name="Entries">Oldest value date first.</param>
public sealed record ShareHolder(Member Member, IReadOnlyList<ShareEntry> Entries);

/// <summary>A page of the register.</summary>
/// <param name="Holders">By member id.</param>
/// <param name="Next">The member to go on after; null at the end.</param>
public sealed record ShareRegisterPage(IReadOnlyList<ShareHolder> Holders, string? Next);

/// <summary>Reads the register over all members, page by page, along the index of holders.</summary>
public sealed class ShareRegister(TableStore store, MemberService members, ShareRequests shares)
{
    private const int PageSize = 50;

    /// <summary>The holders after a member, with the entries valued up to a day.</summary>
    public async Task<ShareRegisterPage> PageAsync(DateOnly asOf, string? after, CancellationToken cancellationToken = default)
    {
        var range = KeyRange.Prefix(RenewalKeys.Holder(""));
        var from = after is null ? range.From : RenewalKeys.Holder(after) + " ";
        var holders = new List<ShareHolder>();
        var looked = 0;
        await foreach (var row in store.RangeAsync<HolderRow>(TableNames.Members, RenewalKeys.Holders, from, range.Before, cancellationToken))
        {
            if (await HolderAsync(row.MemberId, asOf, cancellationToken) is { } holder) holders.Add(holder);
            if (++looked == PageSize) return new(holders, row.MemberId);
        }

        return new(holders, Next: null);
    }

    private async Task<ShareHolder?> HolderAsync(string memberId, DateOnly asOf, CancellationToken cancellationToken)
    {
        IReadOnlyList<ShareEntry> entries = [.. (await shares.EntriesAsync(memberId, cancellationToken)).Where(entry => entry.ValueDate <= asOf)];
        if (entries.Count == 0) return null;
        var member = await members.FindAsync(memberId, cancellationToken) ?? throw new InvalidOperationException($"Member {memberId} lost its rows.");
        return new ShareHolder(member, entries);
    }
}
