using Azure.Data.Tables;

namespace Smart.Shared.Storage;

/// <summary>Changes to one partition that take effect together or not at all: at most 100 rows, each once.</summary>
/// <param name="table">One of <see cref="TableNames"/>.</param>
/// <param name="partitionKey">The partition that every row shares.</param>
public sealed class RowBatch(string table, string partitionKey)
{
    /// <summary>The service's limit for one transaction.</summary>
    public const int MaximumRows = 100;

    private readonly List<Change> _changes = [];

    /// <summary>The table that is written.</summary>
    public string Table => table;

    /// <summary>The partition that is written.</summary>
    public string PartitionKey => partitionKey;

    /// <summary>The number of rows so far.</summary>
    public int Count => _changes.Count;

    internal IReadOnlyList<Change> Changes => _changes;

    /// <summary>Adds a row that must not exist yet.</summary>
    public RowBatch Insert(StoredRow row) => Add(row, TableTransactionActionType.Add);

    /// <summary>Replaces a row in the version that was read.</summary>
    public RowBatch Replace(StoredRow row) => row.ETag == default
        ? throw new InvalidOperationException($"{row.RowKey} was never read: it cannot be replaced.")
        : Add(row, TableTransactionActionType.UpdateReplace);

    /// <summary>Writes a row whatever was there: for superset indexes and derived rows only.</summary>
    public RowBatch Put(StoredRow row) => Add(row, TableTransactionActionType.UpsertReplace);

    /// <summary>Deletes a row in the version that was read.</summary>
    public RowBatch Delete(StoredRow row) => Add(row, TableTransactionActionType.Delete);

    private RowBatch Add(StoredRow row, TableTransactionActionType type)
    {
        if (row.PartitionKey != partitionKey) throw new InvalidOperationException($"{row.RowKey} is not in partition {partitionKey}.");
        if (_changes.Count == MaximumRows) throw new InvalidOperationException("A transaction holds at most 100 rows.");
        _changes.Add(new Change(row, type));
        return this;
    }

    internal readonly record struct Change(StoredRow Row, TableTransactionActionType Type)
    {
        /// <summary>A row that carries the write id after success.</summary>
        public bool IsWitness => Type is not TableTransactionActionType.Delete;
    }
}

/// <summary>What became of a batch.</summary>
public enum CommitOutcome
{
    /// <summary>All changes took effect, now or in an attempt whose answer was lost.</summary>
    Committed,

    /// <summary>A row to insert was there already: the effect was done before, or another has the key. Nothing changed.</summary>
    AlreadyExists,

    /// <summary>A row was changed or deleted since it was read. Nothing changed: read again and decide again.</summary>
    Stale,
}

/// <summary>The outcome of a batch.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Row">The row that stood in the way, where one did.</param>
/// <param name="ETag">The new version of a batch of one row; empty for several rows and where the answer was lost.</param>
public readonly record struct CommitResult(CommitOutcome Outcome, StoredRow? Row = null, Azure.ETag ETag = default)
{
    /// <summary>True when the changes took effect.</summary>
    public bool IsCommitted => Outcome == CommitOutcome.Committed;
}

/// <summary>A write lost against another one more often than the caller was ready to try again.</summary>
public sealed class BusyException(string what) : InvalidOperationException($"{what} is being changed by others; try again.");
