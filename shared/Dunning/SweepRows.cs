using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>The daily sweep of one business date. Stored names: renaming needs a migration.</summary>
public sealed record SweepRow : StoredRow
{
    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Debtors it looked at.</summary>
    public int Debtors { get; init; }

    /// <summary>Debtors it could not handle; the next sweep sees them again.</summary>
    public int Failed { get; init; }

    /// <summary>The row of a date.</summary>
    public static string Key(DateOnly date) => $"sweep|{date:yyyy-MM-dd}";
}

/// <summary>Remembers which business dates are done.</summary>
public sealed class SweepLog(TableStore store, TimeProvider time)
{
    /// <summary>The sweep of a date, or null.</summary>
    public Task<SweepRow?> FindAsync(DateOnly date, CancellationToken cancellationToken = default) =>
        store.FindAsync<SweepRow>(TableNames.Sweeps, SweepRow.Key(date), SweepRow.Key(date), cancellationToken);

    /// <summary>Marks a date done.</summary>
    public Task FinishAsync(DateOnly date, int debtors, int failed, CancellationToken cancellationToken = default)
    {
        var row = new SweepRow
        {
            PartitionKey = SweepRow.Key(date),
            RowKey = SweepRow.Key(date),
            Date = date,
            FinishedAt = time.GetUtcNow(),
            Debtors = debtors,
            Failed = failed,
        };
        return store.CommitAsync(new RowBatch(TableNames.Sweeps, row.PartitionKey).Put(row), cancellationToken);
    }
}
