using System.Collections.Immutable;
using Smart.Local.Storage.Memory.Blobs;
using Smart.Local.Storage.Memory.Tables;

namespace Smart.Local.Storage.Memory;

/// <summary>Everything stored; never changed, only followed by another.</summary>
/// <param name="Tables">By name, whatever its case.</param>
/// <param name="Containers">By name.</param>
internal sealed record MemoryState(ImmutableSortedDictionary<string, MemoryTable> Tables, ImmutableSortedDictionary<string, MemoryContainer> Containers)
{
    public static MemoryState Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, MemoryTable>(StringComparer.OrdinalIgnoreCase),
        ImmutableSortedDictionary.Create<string, MemoryContainer>(StringComparer.Ordinal));

    public MemoryTable? FindTable(string name) => Tables.GetValueOrDefault(name);

    public MemoryState With(MemoryTable table) => this with { Tables = Tables.SetItem(table.Name, table) };

    public MemoryState With(string container, MemoryContainer content) => this with { Containers = Containers.SetItem(container, content) };
}
