using Smart.Shared.Calendar;
using Smart.Shared.Members;
using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>What became of money for shares.</summary>
public enum ShareReceiptOutcome
{
    /// <summary>A part is paid; the rest is open.</summary>
    PartPaid,

    /// <summary>All is paid: the shares are in the register.</summary>
    Paid,

    /// <summary>The request had been paid before: nothing of the receipt was needed.</summary>
    NothingOpen,
}

/// <summary>What became of a receipt.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="MemberId">The member.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Applied">What was set against the request.</param>
/// <param name="Excess">What was not needed: it belongs in the worklist of payments.</param>
/// <param name="RenewalYear">The renewal that the request belongs to, where it does.</param>
public sealed record ShareReceipt(
    ShareReceiptOutcome Outcome, string MemberId, string RequestId, Money Applied, Money Excess, int? RenewalYear);

/// <summary>Books money on requests for shares, and the shares in the register when all is paid.</summary>
public sealed class ShareService(TableStore store, MemberService members, ShareRequests shares, BusinessClock clock)
{
    /// <summary>
    /// Books a receipt, once for its key: the same again gives the same answer. 404 <c>share-request-not-found</c> when there is no
    /// such request: the receipt then belongs in the worklist.
    /// </summary>
    /// <param name="receiptKey">The movement: the same on every delivery.</param>
    /// <param name="requestId">The request that the reference stands for.</param>
    /// <param name="memberId">Its member.</param>
    /// <param name="amount">What came in, above zero.</param>
    /// <param name="valueDate">The day that counts as received.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Result<ShareReceipt>> ReceiveAsync(
        string receiptKey, string requestId, string memberId, Money amount, DateOnly valueDate, CancellationToken cancellationToken = default)
    {
        var booked = await OptimisticRetry.RunAsync(
            memberId, token => TryReceiveAsync(receiptKey, requestId, memberId, amount, valueDate, token), cancellationToken);
        return booked.Result;
    }

    private async Task<Booked?> TryReceiveAsync(
        string receiptKey, string requestId, string memberId, Money amount, DateOnly valueDate, CancellationToken cancellationToken)
    {
        var head = await members.FindHeadAsync(memberId, cancellationToken);
        var request = head is null ? null : await shares.FindRequestAsync(memberId, requestId, cancellationToken);
        if (request is null) return new(Refusal.Missing("share-request"));
        var markerKey = ShareKeys.Receipt(receiptKey);
        if (await store.FindAsync<ShareReceiptRow>(TableNames.Members, memberId, markerKey, cancellationToken) is { } done)
        {
            return new(Answer(request, done.Applied, done.Excess, done.Completed));
        }

        var decision = SharePayment.Decide(request, amount, valueDate);
        var marker = new ShareReceiptRow
        {
            PartitionKey = memberId,
            RowKey = markerKey,
            RequestId = requestId,
            Applied = decision.Applied,
            Excess = decision.Excess,
            Completed = decision.Completes,
        };
        var batch = new RowBatch(TableNames.Members, memberId).Insert(marker);
        if (!decision.Applied.IsZero) batch.Replace(decision.Request);
        if (decision.Completes) await AddEntryAsync(batch, head!, decision.Request, cancellationToken);
        var commit = await store.CommitAsync(batch, cancellationToken);
        return commit.IsCommitted ? new(Answer(request, decision.Applied, decision.Excess, decision.Completes)) : null;
    }

    private async Task AddEntryAsync(RowBatch batch, MemberHead head, ShareRequestRow paid, CancellationToken cancellationToken)
    {
        var entry = new ShareEntry
        {
            PartitionKey = head.MemberId,
            RowKey = ShareKeys.Entry(head.MemberId, paid.RequestId),
            Cause = paid.RequestId,
            Count = paid.Count,
            ShareClass = paid.ShareClass,
            Paid = paid.Amount,
            ValueDate = paid.LastValueDate!.Value,
            BookedAt = clock.Now,
        };
        IReadOnlyList<ShareEntry> entries = [.. await shares.EntriesAsync(head.MemberId, cancellationToken), entry];
        var coverage = CoverageOf(entries);
        await PutIndexesAsync(head.MemberId, coverage.CoveredUntil!.Value.Year, cancellationToken);
        batch.Insert(entry).Replace(head with
        {
            ShareCount = entries.Sum(one => one.Count),
            CoveredFrom = coverage.CoveredFrom,
            CoveredUntil = coverage.CoveredUntil,
        });
    }

    /// <summary>The cover that entries of the register give.</summary>
    public static ShareCoverage CoverageOf(IEnumerable<ShareEntry> entries) =>
        ShareCoverage.Of(entries.Select(entry => new SharePurchase(entry.ValueDate, entry.Count)));

    // Before the cover is: the renewal of the year after must find the member, whatever happens in between.
    private async Task PutIndexesAsync(string memberId, int year, CancellationToken cancellationToken)
    {
        var covered = CoveredRow.Of(year, memberId);
        await store.CommitAsync(new RowBatch(TableNames.Members, covered.PartitionKey).Put(covered), cancellationToken);
        await store.CommitAsync(new RowBatch(TableNames.Members, RenewalKeys.Holders).Put(HolderRow.Of(memberId)), cancellationToken);
    }

    private static ShareReceipt Answer(ShareRequestRow request, Money applied, Money excess, bool completed)
    {
        var open = applied.IsZero ? ShareReceiptOutcome.NothingOpen : ShareReceiptOutcome.PartPaid;
        var outcome = completed ? ShareReceiptOutcome.Paid : open;
        return new(outcome, request.MemberId, request.RequestId, applied, excess, request.RenewalYear);
    }

    private sealed record Booked(Result<ShareReceipt> Result);
}
