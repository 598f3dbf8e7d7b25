using System.Collections.Immutable;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>A table: its rows in order of their keys.</summary>
/// <param name="Name">As it was created.</param>
/// <param name="Rows">By partition key and row key.</param>
internal sealed record MemoryTable(string Name, ImmutableSortedSet<MemoryRow> Rows)
{
    public MemoryTable(string name)
        : this(name, ImmutableSortedSet.Create(MemoryRow.KeyOrder))
    {
    }

    public MemoryRow? Find(string partitionKey, string rowKey) => Rows.TryGetValue(MemoryRow.Probe(partitionKey, rowKey), out var row) ? row : null;

    /// <summary>The rows from a place in the order on.</summary>
    public IEnumerable<MemoryRow> From(string partitionKey, string rowKey)
    {
        var index = Rows.IndexOf(MemoryRow.Probe(partitionKey, rowKey));
        for (var at = index < 0 ? ~index : index; at < Rows.Count; at++) yield return Rows[at];
    }

    /// <summary>Carries one write out.</summary>
    /// <param name="write">What to write.</param>
    /// <param name="moment">What the new version is made of.</param>
    public WriteResult Apply(EntityWrite write, DateTimeOffset moment)
    {
        var there = Find(write.PartitionKey, write.RowKey);
        if (Refuse(write, there) is { } refusal) return new WriteResult(this, Row: null, refusal);
        var without = there is null ? Rows : Rows.Remove(there);
        if (write.Kind == WriteKind.Delete) return new WriteResult(this with { Rows = without }, Row: null, Refused: null);
        var row = new MemoryRow(write.PartitionKey, write.RowKey, Merged(write, there), moment);
        return new WriteResult(this with { Rows = without.Add(row) }, row, Refused: null);
    }

    private static Refusal? Refuse(EntityWrite write, MemoryRow? there)
    {
        if (write.Kind == WriteKind.Insert) return there is null ? null : TableRefusals.EntityAlreadyExists;
        if (there is null) return write.IfMatch is null ? null : TableRefusals.EntityNotFound;
        return write.IfMatch is null or "*" || write.IfMatch == there.ETag ? null : TableRefusals.ConditionNotSatisfied;
    }

    private static IReadOnlyDictionary<string, object> Merged(EntityWrite write, MemoryRow? there)
    {
        if (write.Kind != WriteKind.Merge || there is null) return write.Properties;
        var merged = new Dictionary<string, object>(there.Properties, StringComparer.Ordinal);
        foreach (var (name, value) in write.Properties) merged[name] = value;
        return merged;
    }
}

/// <summary>What became of a write.</summary>
/// <param name="Table">The table after it.</param>
/// <param name="Row">The new version; null for none.</param>
/// <param name="Refused">Why nothing was written; null when it was.</param>
internal sealed record WriteResult(MemoryTable Table, MemoryRow? Row, Refusal? Refused);
