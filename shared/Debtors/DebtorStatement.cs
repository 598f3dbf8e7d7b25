using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>What a debtor owes, and the ledger behind it.</summary>
/// <param name="Head">The head: money on account, insolvency.</param>
/// <param name="OpenInvoices">What is open, in order of number.</param>
/// <param name="Entries">A page of the ledger, by invoice, then by cause.</param>
/// <param name="Next">Where the next page starts; null when this is the last.</param>
public sealed record DebtorStatement(DebtorHead Head, IReadOnlyList<OpenInvoice> OpenInvoices, IReadOnlyList<LedgerEntry> Entries, string? Next)
{
    /// <summary>Everything claimed and open, less the money on account.</summary>
    public Money Balance => OpenInvoices.Sum(open => open.Balance) - Head.OnAccount;
}

/// <summary>Draws up statements: the one read that goes through a debtor's history.</summary>
public sealed class DebtorStatements(TableStore store, DebtorReader reader)
{
    /// <summary>Entries a page has at most.</summary>
    public const int PageSize = 500;

    private static readonly KeyRange Ledger = KeyRange.Prefix("entry|");

    /// <summary>A statement with one page of the ledger; null for an unknown debtor.</summary>
    /// <param name="debtorId">The debtor.</param>
    /// <param name="from"><see cref="DebtorStatement.Next"/> of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<DebtorStatement?> LoadAsync(string debtorId, string? from, CancellationToken cancellationToken = default)
    {
        if (await reader.LoadAsync(debtorId, [], cancellationToken) is not { } facts) return null;
        var entries = new List<LedgerEntry>();
        string? next = null;
        var first = from is not null && from.StartsWith(Ledger.From, StringComparison.Ordinal) ? from : Ledger.From;
        await foreach (var entry in store.RangeAsync<LedgerEntry>(TableNames.Debtors, debtorId, first, Ledger.Before, cancellationToken))
        {
            if (entries.Count == PageSize)
            {
                next = entry.RowKey;
                break;
            }

            entries.Add(entry);
        }

        return new DebtorStatement(facts.Head, facts.OpenInvoices, entries, next);
    }
}
