using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>The receipts, by partition (statement, or source and month) and key.</summary>
public sealed class ReceiptStore(TableStore store, TableServiceClient service, StorageNames names)
{
    /// <summary>The receipt, or null; null too for another row of the table, which a caller may name.</summary>
    public async Task<ReceiptRow?> FindAsync(string partition, string key, CancellationToken cancellationToken = default) =>
        await store.FindAsync<ReceiptRow>(TableNames.Receipts, partition, key, cancellationToken) is { } row && row.ReceivedAt != default ? row : null;

    /// <summary>
    /// Stores receipts of one partition, at most 100, in order of key: those that are known stay as they are.
    /// </summary>
    /// <returns>Those that wait to be booked, the known ones included, and how many were known.</returns>
    public async Task<AddedReceipts> AddAsync(IReadOnlyList<ReceiptRow> receipts, CancellationToken cancellationToken = default)
    {
        var commit = await InsertAsync(receipts, cancellationToken);
        if (commit.IsCommitted) return new AddedReceipts([.. receipts.Where(IsWaiting)], 0);
        return await OptimisticRetry.RunAsync(receipts[0].PartitionKey, token => TryAddMissingAsync(receipts, token), cancellationToken);
    }

    /// <summary>Writes a receipt in the version that was read.</summary>
    public async Task<CommitOutcome> ReplaceAsync(ReceiptRow receipt, CancellationToken cancellationToken = default) =>
        (await store.CommitAsync(new RowBatch(TableNames.Receipts, receipt.PartitionKey).Replace(receipt), cancellationToken)).Outcome;

    /// <summary>Writes a person's decision: the receipt in the version that was read, the decision for good, and new receipts of the partition.</summary>
    public async Task<bool> DecideAsync(
        ReceiptRow decided, ReceiptDecisionRow decision, IEnumerable<ReceiptRow>? parts = null, CancellationToken cancellationToken = default)
    {
        var batch = new RowBatch(TableNames.Receipts, decided.PartitionKey).Replace(decided).Insert(decision);
        foreach (var part in parts ?? []) batch.Insert(part);
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted;
    }

    /// <summary>What persons decided about a receipt, in order.</summary>
    public async Task<IReadOnlyList<ReceiptDecisionRow>> DecisionsAsync(ReceiptRow receipt, CancellationToken cancellationToken = default)
    {
        if (receipt.Decisions == 0) return [];
        var range = ReceiptDecisionRow.Range(receipt.Key);
        var found = new List<ReceiptDecisionRow>();
        await foreach (var row in store.RangeAsync<ReceiptDecisionRow>(TableNames.Receipts, receipt.PartitionKey, range.From, range.Before, cancellationToken)) found.Add(row);
        return found;
    }

    /// <summary>The keys of a partition's receipts that are not booked to the end.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(string partition, CancellationToken cancellationToken = default)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and State eq {nameof(ReceiptState.Received)}");
        var keys = new List<string>();
        var table = service.GetTableClient(names.Table(TableNames.Receipts));
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, maxPerPage: null, [nameof(StoredRow.RowKey)], cancellationToken)) keys.Add(entity.RowKey);
        return keys;
    }

    /// <summary>For whom the accounts behind a partition's receipts paid, of those that are booked for a debtor.</summary>
    public async IAsyncEnumerable<PaidFor> PaidForAsync(string partition, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and State eq {nameof(ReceiptState.Allocated)}");
        string[] columns = [nameof(ReceiptRow.CounterpartyAccount), nameof(ReceiptRow.DebtorId), nameof(ReceiptRow.ValueDate), nameof(StoredRow.RowKey)];
        var table = service.GetTableClient(names.Table(TableNames.Receipts));
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, maxPerPage: null, columns, cancellationToken))
        {
            if (entity.GetString(columns[0]) is not { Length: > 0 } account || entity.GetString(columns[1]) is not { } debtorId) continue;
            yield return new PaidFor(entity.RowKey, account, debtorId, DateOnly.ParseExact(entity.GetString(columns[2])!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private async Task<AddedReceipts?> TryAddMissingAsync(IReadOnlyList<ReceiptRow> receipts, CancellationToken cancellationToken)
    {
        var there = new Dictionary<string, ReceiptRow>(StringComparer.Ordinal);
        var keys = receipts.Select(receipt => receipt.Key).Order(StringComparer.Ordinal).ToList();
        var range = KeyRange.Through(keys[0], keys[^1]);
        await foreach (var row in store.RangeAsync<ReceiptRow>(TableNames.Receipts, receipts[0].PartitionKey, range.From, range.Before, cancellationToken)) there[row.Key] = row;
        var missing = receipts.Where(receipt => !there.ContainsKey(receipt.Key)).ToList();
        if (missing.Count > 0 && !(await InsertAsync(missing, cancellationToken)).IsCommitted) return null;
        return new AddedReceipts([.. receipts.Select(receipt => there.GetValueOrDefault(receipt.Key) ?? receipt).Where(IsWaiting)], receipts.Count - missing.Count);
    }

    private Task<CommitResult> InsertAsync(IReadOnlyList<ReceiptRow> receipts, CancellationToken cancellationToken)
    {
        var batch = new RowBatch(TableNames.Receipts, receipts[0].PartitionKey);
        foreach (var receipt in receipts) batch.Insert(receipt);
        return store.CommitAsync(batch, cancellationToken);
    }

    private static bool IsWaiting(ReceiptRow receipt) => receipt.State == ReceiptState.Received;
}

/// <summary>What became of receipts that were to be stored.</summary>
/// <param name="Waiting">Those that wait to be booked.</param>
/// <param name="Known">How many were stored before.</param>
public sealed record AddedReceipts(IReadOnlyList<ReceiptRow> Waiting, int Known);
