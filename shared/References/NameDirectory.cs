using Smart.Shared.Storage;

namespace Smart.Shared.References;

/// <summary>
/// A debtor once had a name with this hash: an index, which may be out of date. Partition <c>name-{first two of the hash}</c>, row
/// <c>name|{hash}|{debtor}</c>. Stored names: renaming needs a migration.
/// </summary>
public sealed record NameRow : StoredRow
{
    /// <summary>The debtor.</summary>
    public required string DebtorId { get; init; }
}

/// <summary>Finds debtors by the hash of their normalised name; no name stands in it.</summary>
public sealed class NameDirectory(TableStore store)
{
    /// <summary>Makes a name lead to a debtor; before the debtor has it. The same again is harmless.</summary>
    public async Task PutAsync(string name, string debtorId, CancellationToken cancellationToken = default)
    {
        if (PartyName.Hash(name) is not { } hash) return;
        var row = new NameRow { PartitionKey = Partition(hash), RowKey = Prefix(hash) + debtorId, DebtorId = debtorId };
        await store.CommitAsync(new RowBatch(TableNames.References, row.PartitionKey).Put(row), cancellationToken);
    }

    /// <summary>Debtors that have or had the name, in order of id.</summary>
    /// <param name="name">The name as a bank writes it.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<string>> FindAsync(string name, int most, CancellationToken cancellationToken = default)
    {
        var found = new List<string>();
        if (PartyName.Hash(name) is not { } hash) return found;
        await foreach (var row in store.PrefixAsync<NameRow>(TableNames.References, Partition(hash), Prefix(hash), cancellationToken))
        {
            found.Add(row.DebtorId);
            if (found.Count == most) break;
        }

        return found;
    }

    private static string Partition(string hash) => $"name-{hash[..2]}";

    private static string Prefix(string hash) => $"name|{hash}|";
}
