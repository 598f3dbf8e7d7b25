using Smart.Shared.Calendar;
using Smart.Shared.Mail;
using Smart.Shared.Members;
using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>Carries a member's renewal out, step by step; each step may be repeated.</summary>
public sealed class RenewalService(
    TableStore store, MemberService members, ShareRequests shares, ShareLetters letters, OnceMailer mailer, BusinessClock clock)
{
    /// <summary>The next step, decided from the tables.</summary>
    public async Task<RenewalStep> EvaluateAsync(string memberId, int year, CancellationToken cancellationToken = default)
    {
        if (await members.FindHeadAsync(memberId, cancellationToken) is not { } head) return new(RenewalAction.End);
        var today = clock.Today;
        return RenewalDecision.Decide(year, head.CoveredUntil, await FindAsync(memberId, year, cancellationToken), SharePolicy.On(today), today);
    }

    /// <summary>A member's renewal for a year, or null.</summary>
    public Task<RenewalRow?> FindAsync(string memberId, int year, CancellationToken cancellationToken = default) =>
        store.FindAsync<RenewalRow>(TableNames.Members, memberId, RenewalKeys.Renewal(memberId, year), cancellationToken);

    /// <summary>Asks the member to pay the share of the year.</summary>
    public async Task RequestAsync(string memberId, int year, CancellationToken cancellationToken = default)
    {
        var request = (await shares.RequestRenewalAsync(memberId, year, cancellationToken)).Value;
        await SendAsync($"renewal-{memberId}-{year}-request", memberId, request, isReminder: false, cancellationToken);
        await ChangeAsync(memberId, year, row => row with { State = RenewalState.Requested, RequestId = request.RequestId, RequestedOn = row.RequestedOn ?? clock.Today }, cancellationToken);
    }

    /// <summary>Asks the member again.</summary>
    public async Task RemindAsync(string memberId, int year, CancellationToken cancellationToken = default)
    {
        var request = (await shares.RequestRenewalAsync(memberId, year, cancellationToken)).Value;
        await SendAsync($"renewal-{memberId}-{year}-reminder", memberId, request, isReminder: true, cancellationToken);
        await ChangeAsync(memberId, year, row => row with { State = RenewalState.Reminded, RemindedOn = row.RemindedOn ?? clock.Today }, cancellationToken);
    }

    /// <summary>Records the end, covered or lapsed, and takes the member out of the index of the run.</summary>
    public async Task CloseAsync(string memberId, int year, RenewalAction action, CancellationToken cancellationToken = default)
    {
        if (action is RenewalAction.Cover or RenewalAction.Lapse)
        {
            var state = action == RenewalAction.Cover ? RenewalState.Covered : RenewalState.Lapsed;
            await ChangeAsync(memberId, year, row => row.ClosedOn is null ? row with { State = state, ClosedOn = clock.Today } : row, cancellationToken);
        }

        var partition = RenewalKeys.Covered(year - 1);
        var index = await store.FindAsync<CoveredRow>(TableNames.Members, partition, RenewalKeys.Covered(year - 1, memberId), cancellationToken);
        if (index is not null) await store.CommitAsync(new RowBatch(TableNames.Members, partition).Delete(index), cancellationToken);
    }

    private async Task SendAsync(string operationId, string memberId, ShareRequestRow request, bool isReminder, CancellationToken cancellationToken)
    {
        var member = await members.FindAsync(memberId, cancellationToken) ?? throw new InvalidOperationException($"Member {memberId} lost its rows.");
        await mailer.SendOnceAsync(TableNames.Members, memberId, await letters.RequestAsync(operationId, member, request, isReminder), cancellationToken);
    }

    private Task<RenewalRow> ChangeAsync(string memberId, int year, Func<RenewalRow, RenewalRow> change, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            memberId,
            async token =>
            {
                var there = await FindAsync(memberId, year, token);
                var changed = change(there ?? NewRow(memberId, year));
                var batch = new RowBatch(TableNames.Members, memberId);
                var commit = await store.CommitAsync(there is null ? batch.Insert(changed) : batch.Replace(changed), token);
                return commit.IsCommitted ? changed : null;
            },
            cancellationToken);

    private static RenewalRow NewRow(string memberId, int year) => new()
    {
        PartitionKey = memberId,
        RowKey = RenewalKeys.Renewal(memberId, year),
        Year = year,
        State = RenewalState.Requested,
    };
}
