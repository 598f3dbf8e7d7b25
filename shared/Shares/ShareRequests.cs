using Smart.Shared.Calendar;
using Smart.Shared.Members;
using Smart.Shared.References;
using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>Makes requests to pay shares, and reads requests and the register.</summary>
public sealed class ShareRequests(TableStore store, MemberService members, ReferenceDirectory references, BusinessClock clock)
{
    private const char Leading = '8';

    /// <summary>Asks for shares; the same request again finds what the first one made.</summary>
    public Task<Result<ShareRequestRow>> RequestAsync(string requestId, string memberId, int? count, CancellationToken cancellationToken = default)
    {
        var today = clock.Today;
        return RequestAsync(DerivedId.Of(requestId, "share-request"), memberId, count, today.AddDays(SharePolicy.On(today).DaysToPay), null, cancellationToken);
    }

    /// <summary>Asks for the one share that covers a year; there is one such request a member and year.</summary>
    public Task<Result<ShareRequestRow>> RequestRenewalAsync(string memberId, int year, CancellationToken cancellationToken = default) =>
        RequestAsync(DerivedId.Of($"{memberId}|{year}", "share-renewal"), memberId, 1, new DateOnly(year - 1, 12, 31), year, cancellationToken);

    /// <summary>A request, or null.</summary>
    public Task<ShareRequestRow?> FindRequestAsync(string memberId, string requestId, CancellationToken cancellationToken = default) =>
        store.FindAsync<ShareRequestRow>(TableNames.Members, memberId, ShareKeys.Request(memberId, requestId), cancellationToken);

    /// <summary>Every request of a member.</summary>
    public IAsyncEnumerable<ShareRequestRow> RequestsAsync(string memberId, CancellationToken cancellationToken = default) =>
        store.PrefixAsync<ShareRequestRow>(TableNames.Members, memberId, ShareKeys.Requests(memberId), cancellationToken);

    /// <summary>The entries of a member in the register, oldest value date first.</summary>
    public async Task<IReadOnlyList<ShareEntry>> EntriesAsync(string memberId, CancellationToken cancellationToken = default)
    {
        var found = new List<ShareEntry>();
        var entries = store.PrefixAsync<ShareEntry>(TableNames.Members, memberId, ShareKeys.Entries(memberId), cancellationToken);
        await foreach (var entry in entries) found.Add(entry);
        return [.. found.OrderBy(entry => entry.ValueDate).ThenBy(entry => entry.BookedAt)];
    }

    private async Task<Result<ShareRequestRow>> RequestAsync(
        string id, string memberId, int? count, DateOnly payBefore, int? renewalYear, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var policy = SharePolicy.On(today);
        if (count is not >= 1 || count > policy.MostPerRequest)
        {
            return Refusal.Rules("share-count-invalid", $"count is a number from 1 to {policy.MostPerRequest}.", "count");
        }

        if (await members.FindHeadAsync(memberId, cancellationToken) is null) return Refusal.Missing("member");
        if (await FindRequestAsync(memberId, id, cancellationToken) is { } there) return there;
        var request = new ShareRequestRow
        {
            PartitionKey = memberId,
            RowKey = ShareKeys.Request(memberId, id),
            RequestId = id,
            Count = count.Value,
            Amount = Money.Eur(policy.Price.Cents * count.Value),
            ShareClass = policy.ShareClass,
            Reference = await references.RegisterNewAsync(Leading, ReferenceKind.ShareRequest, memberId, id, cancellationToken),
            RequestedOn = today,
            PayBefore = payBefore,
            RenewalYear = renewalYear,
        };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Members, memberId).Insert(request), cancellationToken);
        return commit.IsCommitted ? request : (await FindRequestAsync(memberId, id, cancellationToken))!;
    }
}
