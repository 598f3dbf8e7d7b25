using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>Reads the whole ledger of a few invoices, by key range.</summary>
public sealed class DebtorLedger(TableStore store)
{
    // Keeps the filter of one query far below the service's limit on its length.
    private const int InvoicesAQuery = 10;

    /// <summary>Every entry of the invoices, in order of number and cause.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(
        string debtorId, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken = default)
    {
        var entries = new List<LedgerEntry>();
        foreach (var some in numbers.Order(StringComparer.Ordinal).Chunk(InvoicesAQuery))
        {
            var ranges = some.Select(number => KeyRange.Prefix(DebtorKeys.Entry(number, ""))).ToList();
            await foreach (var entity in store.QueryAsync(TableNames.Debtors, debtorId, ranges, cancellationToken))
            {
                entries.Add(RowMapper.FromEntity<LedgerEntry>(entity));
            }
        }

        return entries;
    }
}
