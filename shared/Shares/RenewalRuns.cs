using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>
/// The yearly runs of renewals. A run makes a pass each working day from the opening of its season until every renewal of the year
/// is closed: members who buy in December are found by a later pass, and a missed day heals.
/// </summary>
public sealed class RenewalRuns(TableStore store, BusinessClock clock)
{
    /// <summary>Members of one batch.</summary>
    public const int BatchSize = 500;

    // A renewal that is still in the index after so long is started again, in case its instance was lost.
    private const int DaysBeforeRestart = 7;

    /// <summary>The years whose run is due for a pass now.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(CancellationToken cancellationToken = default)
    {
        var due = new List<int>();
        foreach (var year in YearsInSeason(clock.Today, clock.TimeOfDay))
        {
            var run = await FindRunAsync(year, cancellationToken);
            if (run is null || (run.DoneOn is null && run.LastPassOn < clock.Today)) due.Add(year);
        }

        return due;
    }

    /// <summary>The years that a working hour may have to renew: the one that runs, and the next one when its season is open.</summary>
    public static IEnumerable<int> YearsInSeason(DateOnly today, TimeOnly time)
    {
        var policy = SharePolicy.On(today);
        if (time < policy.BusinessHour || !today.IsWorkingDay(WorkingDayNotion.MondayToFriday)) yield break;
        yield return today.Year;
        if (today >= policy.RenewalOpens(today.Year + 1)) yield return today.Year + 1;
    }

    /// <summary>Members whose renewal for a year is open and not started lately, after a member; at most <see cref="BatchSize"/> are looked at.</summary>
    public async Task<RenewalBatch> OpenAsync(int year, DateOnly today, string? after, CancellationToken cancellationToken = default)
    {
        var (partition, range) = (RenewalKeys.Covered(year - 1), KeyRange.Prefix(RenewalKeys.Covered(year - 1) + "|"));
        var from = after is null ? range.From : RenewalKeys.Covered(year - 1, after) + " ";
        var looked = new List<CoveredRow>();
        await foreach (var row in store.RangeAsync<CoveredRow>(TableNames.Members, partition, from, range.Before, cancellationToken))
        {
            looked.Add(row);
            if (looked.Count == BatchSize) break;
        }

        var next = looked.Count == BatchSize ? looked[^1].MemberId : null;
        return new([.. looked.Where(row => row.StartedOn is null || row.StartedOn.Value.AddDays(DaysBeforeRestart) <= today)], next);
    }

    /// <summary>Notes that renewals were started; a row that a renewal deleted meanwhile may come back and is found again later.</summary>
    public async Task MarkStartedAsync(IReadOnlyList<CoveredRow> rows, DateOnly today, CancellationToken cancellationToken = default)
    {
        foreach (var chunk in rows.Chunk(RowBatch.MaximumRows))
        {
            var batch = new RowBatch(TableNames.Members, chunk[0].PartitionKey);
            foreach (var row in chunk) batch.Put(row with { StartedOn = today });
            await store.CommitAsync(batch, cancellationToken);
        }
    }

    /// <summary>Notes a complete pass; once the year has begun and no renewal is open, the run is done.</summary>
    public async Task FinishPassAsync(int year, DateOnly today, CancellationToken cancellationToken = default)
    {
        var isOpen = today < new DateOnly(year, 1, 1) || (await OpenAsync(year, DateOnly.MaxValue.AddDays(-1), null, cancellationToken)).Rows.Count > 0;
        var run = await FindRunAsync(year, cancellationToken)
            ?? new RenewalRunRow { PartitionKey = RenewalKeys.Runs, RowKey = RenewalKeys.Run(year), LastPassOn = today };
        var passed = run with { LastPassOn = today, DoneOn = isOpen ? run.DoneOn : run.DoneOn ?? today };
        await store.CommitAsync(new RowBatch(TableNames.Sweeps, RenewalKeys.Runs).Put(passed), cancellationToken);
    }

    /// <summary>The run for a year, or null before its first pass.</summary>
    public Task<RenewalRunRow?> FindRunAsync(int year, CancellationToken cancellationToken = default) =>
        store.FindAsync<RenewalRunRow>(TableNames.Sweeps, RenewalKeys.Runs, RenewalKeys.Run(year), cancellationToken);
}

/// <summary>Renewals to start, and where to go on.</summary>
/// <param name="Rows">Members in the index.</param>
/// <param name="Next">The member to go on after; null at the end.</param>
public sealed record RenewalBatch(IReadOnlyList<CoveredRow> Rows, string? Next);
