using Azure.Data.Tables;
using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>
/// What is true of a debtor at one moment, as far as it was asked for: head, open invoices and the rows of the ranges named.
/// </summary>
public sealed class DebtorFacts
{
    private readonly SortedDictionary<string, TableEntity> _rows;

    internal DebtorFacts(DebtorHead head, SortedDictionary<string, TableEntity> rows)
    {
        (Head, _rows) = (head, rows);
        OpenInvoices = All<OpenInvoice>(DebtorKeys.OpenInvoices);
    }

    /// <summary>The head.</summary>
    public DebtorHead Head { get; }

    /// <summary>Every open invoice, in order of number.</summary>
    public IReadOnlyList<OpenInvoice> OpenInvoices { get; }

    /// <summary>True when a receipt that may be this debtor's waits in the worklist; the range of holds must have been asked for.</summary>
    public bool HasHold => Keys(DebtorKeys.Holds).Any();

    /// <summary>One row of the ranges asked for, or null.</summary>
    public T? Find<T>(string rowKey)
        where T : DebtorRow => _rows.TryGetValue(rowKey, out var found) ? RowMapper.FromEntity<T>(found) : null;

    /// <summary>The rows of a range asked for, in order of key.</summary>
    public IReadOnlyList<T> All<T>(KeyRange range)
        where T : DebtorRow => [.. Keys(range).Select(key => RowMapper.FromEntity<T>(_rows[key]))];

    private IEnumerable<string> Keys(KeyRange range) => _rows.Keys
        .Where(key => string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.Before) < 0);
}

/// <summary>Reads what a decision about a debtor needs, by one query over its partition.</summary>
public sealed class DebtorReader(TableStore store)
{
    /// <summary>
    /// Head, open invoices and the rows of <paramref name="more"/>; null for an unknown debtor. Ask only for ranges that stay small:
    /// the live case, its letters, holds; never history.
    /// </summary>
    /// <remarks>
    /// A query is no snapshot. Commit with the head that was read: it fails when anything of the debtor changed meanwhile.
    /// </remarks>
    public async Task<DebtorFacts?> LoadAsync(string debtorId, IReadOnlyCollection<KeyRange> more, CancellationToken cancellationToken = default)
    {
        var headKey = DebtorKeys.Head(debtorId);
        var rows = new SortedDictionary<string, TableEntity>(StringComparer.Ordinal);
        KeyRange[] ranges = [KeyRange.One(headKey), DebtorKeys.OpenInvoices, .. more];
        await foreach (var entity in store.QueryAsync(TableNames.Debtors, debtorId, ranges, cancellationToken))
        {
            rows[entity.RowKey] = entity;
        }

        return rows.Remove(headKey, out var head) ? new DebtorFacts(RowMapper.FromEntity<DebtorHead>(head), rows) : null;
    }
}
