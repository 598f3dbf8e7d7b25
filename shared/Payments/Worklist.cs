using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>Receipts that wait for a person, and the holds that they put on letters meanwhile.</summary>
public sealed class Worklist(TableStore store, ReceiptStore receipts)
{
    /// <summary>Puts a receipt on the worklist and a hold on each debtor it may be of. The same again is harmless.</summary>
    internal async Task ParkAsync(ReceiptRow receipt, DateOnly today, CancellationToken cancellationToken)
    {
        await ListAsync(receipt, cancellationToken);
        foreach (var debtorId in DebtorsOf(receipt))
        {
            await OptimisticRetry.RunAsync(debtorId, token => TryHoldAsync(receipt, debtorId, today, token), cancellationToken);
        }
    }

    /// <summary>Puts a receipt on the worklist to be seen, without a hold; before its state says so. The same again is harmless.</summary>
    internal Task ListAsync(ReceiptRow receipt, CancellationToken cancellationToken) =>
        store.CommitAsync(new RowBatch(TableNames.Receipts, WorklistRow.Partition).Put(WorklistRow.Of(receipt)), cancellationToken);

    /// <summary>
    /// Stores receipts that wait for a person from the beginning. The index comes before them; one that is stored may be decided
    /// already, and is not listed again.
    /// </summary>
    /// <param name="waiting">Of one partition, at most 100.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task AddAsync(IReadOnlyList<ReceiptRow> waiting, CancellationToken cancellationToken)
    {
        var fresh = new List<ReceiptRow>();
        foreach (var receipt in waiting)
        {
            if (await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken) is null) fresh.Add(receipt);
        }

        if (fresh.Count == 0) return;
        var listed = new RowBatch(TableNames.Receipts, WorklistRow.Partition);
        foreach (var receipt in fresh) listed.Put(WorklistRow.Of(receipt));
        await store.CommitAsync(listed, cancellationToken);
        await receipts.AddAsync(fresh, cancellationToken);
    }

    /// <summary>Takes the holds and then the receipt off the list, once the receipt says that it is decided.</summary>
    /// <returns>The instances of the cases that were held: they can go on.</returns>
    internal async Task<IReadOnlyList<string>> ReleaseAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        var released = await ReleaseHoldsAsync(receipt, cancellationToken);
        var listed = WorklistRow.Of(receipt);
        if (await store.FindAsync<WorklistRow>(TableNames.Receipts, listed.PartitionKey, listed.RowKey, cancellationToken) is { } row)
        {
            await store.CommitAsync(new RowBatch(TableNames.Receipts, WorklistRow.Partition).Delete(row), cancellationToken);
        }

        return released;
    }

    /// <summary>Takes the holds of a receipt that a person shall still see: whose it is is sure.</summary>
    /// <returns>The instances of the cases that were held: they can go on.</returns>
    internal async Task<IReadOnlyList<string>> ReleaseHoldsAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        var released = new List<string>();
        foreach (var debtorId in DebtorsOf(receipt))
        {
            var head = await OptimisticRetry.RunAsync(debtorId, token => TryReleaseAsync(receipt, debtorId, token), cancellationToken);
            if (head.CaseInstance is { } instance) released.Add(instance);
        }

        return released;
    }

    /// <summary>The receipts on the list, oldest value date first: an index, so that one may be decided already.</summary>
    /// <param name="after">The key of the last row of the page before; null for the first page.</param>
    /// <param name="count">Rows at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<WorklistRow>> ListAsync(string? after, int count, CancellationToken cancellationToken = default)
    {
        var range = KeyRange.Prefix(WorklistRow.Prefix);
        var page = new List<WorklistRow>(count);
        var from = after is null ? range.From : after + " ";
        await foreach (var row in store.RangeAsync<WorklistRow>(TableNames.Receipts, WorklistRow.Partition, from, range.Before, cancellationToken))
        {
            page.Add(row);
            if (page.Count == count) break;
        }

        return page;
    }

    private static IEnumerable<string> DebtorsOf(ReceiptRow receipt) =>
        receipt.Candidates.Select(candidate => candidate.DebtorId).OfType<string>().Distinct(StringComparer.Ordinal);

    private async Task<DebtorHead?> TryHoldAsync(ReceiptRow receipt, string debtorId, DateOnly today, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(debtorId, cancellationToken);
        var hold = new HoldRow
        {
            PartitionKey = debtorId,
            RowKey = DebtorKeys.Hold(receipt.Key, debtorId),
            ReceiptPartition = receipt.PartitionKey,
            ReceiptKey = receipt.Key,
            Since = today,
        };
        var commit = await store.CommitAsync(DebtorBatch.Of(head, altersLetters: true).Insert(hold), cancellationToken);
        return commit.Outcome == CommitOutcome.Stale ? null : head;
    }

    private async Task<DebtorHead?> TryReleaseAsync(ReceiptRow receipt, string debtorId, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(debtorId, cancellationToken);
        var hold = await store.FindAsync<HoldRow>(TableNames.Debtors, debtorId, DebtorKeys.Hold(receipt.Key, debtorId), cancellationToken);
        if (hold is null) return head;
        var commit = await store.CommitAsync(DebtorBatch.Of(head, altersLetters: true).Delete(hold), cancellationToken);
        return commit.IsCommitted ? head : null;
    }

    private async Task<DebtorHead> HeadAsync(string debtorId, CancellationToken cancellationToken) =>
        await store.FindAsync<DebtorHead>(TableNames.Debtors, debtorId, DebtorKeys.Head(debtorId), cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {debtorId} has no head.");
}
