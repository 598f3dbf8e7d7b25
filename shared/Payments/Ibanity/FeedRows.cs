using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>How far a feed of bank data is: partition and row by feed. Stored names: renaming needs a migration.</summary>
public sealed record FeedRow : StoredRow
{
    /// <summary>The feed of Ponto Connect.</summary>
    public const string Ponto = "feed|ponto";

    /// <summary>The feed of Isabel Connect.</summary>
    public const string Isabel = "feed|isabel";

    /// <summary>The last due time that was done, UTC.</summary>
    public DateTimeOffset? DoneDue { get; init; }

    /// <summary>When the provider was last asked, UTC.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Why not everything was had the last time, in a stable word; null when it was.</summary>
    public string? Problem { get; init; }

    /// <summary>The last report up to which each was accepted or skipped.</summary>
    public string? LastReportId { get; init; }

    /// <summary>When the provider received that report, as it says.</summary>
    public string? LastReceivedAt { get; init; }
}

/// <summary>What became of a report.</summary>
public enum IsabelReportState
{
    /// <summary>Its file is stored, and its import was started.</summary>
    Accepted,

    /// <summary>Nothing of it is booked; the reason says why.</summary>
    Skipped,
}

/// <summary>A report of Isabel Connect that was dealt with: partition <see cref="Partition"/>, row the provider's id. Written once. Stored names: renaming needs a migration.</summary>
public sealed record IsabelReportRow : StoredRow
{
    /// <summary>The partition of all reports.</summary>
    public const string Partition = "isabel-report";

    /// <summary>What became of it.</summary>
    public required IsabelReportState State { get; init; }

    /// <summary>CODA, CAMT53…</summary>
    public required string Format { get; init; }

    /// <summary>The file; null when it was skipped.</summary>
    public string? FileSha256 { get; init; }

    /// <summary>Why it was skipped, in a stable word.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was dealt with, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The row of a report.</summary>
    public static string Key(string reportId) => $"isabel-report|{reportId}";
}

/// <summary>Keeps how far the feeds are.</summary>
public sealed class FeedStore(TableStore store)
{
    /// <summary>The feed's row; an empty one when nothing was done yet.</summary>
    public async Task<FeedRow> GetAsync(string feed, CancellationToken cancellationToken = default) =>
        await store.FindAsync<FeedRow>(TableNames.Accounts, feed, feed, cancellationToken) ?? new FeedRow { PartitionKey = feed, RowKey = feed };

    /// <summary>Changes the feed's row.</summary>
    public Task<FeedRow> ChangeAsync(string feed, Func<FeedRow, FeedRow> change, CancellationToken cancellationToken = default) => OptimisticRetry.RunAsync(
        feed,
        async token =>
        {
            var changed = change(await GetAsync(feed, token));
            var batch = new RowBatch(TableNames.Accounts, feed);
            var commit = await store.CommitAsync(changed.ETag == default ? batch.Insert(changed) : batch.Replace(changed), token);
            return commit.IsCommitted ? changed with { ETag = commit.ETag } : null;
        },
        cancellationToken);

    /// <summary>What became of a report; null when it was not dealt with.</summary>
    public Task<IsabelReportRow?> FindReportAsync(string reportId, CancellationToken cancellationToken = default) =>
        store.FindAsync<IsabelReportRow>(TableNames.Accounts, IsabelReportRow.Partition, IsabelReportRow.Key(reportId), cancellationToken);

    /// <summary>Says what became of a report; the first word stays.</summary>
    public Task PutReportAsync(IsabelReportRow row, CancellationToken cancellationToken = default) =>
        store.CommitAsync(new RowBatch(TableNames.Accounts, row.PartitionKey).Insert(row), cancellationToken);
}
