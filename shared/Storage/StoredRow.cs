using Azure;
using Azure.Data.Tables;

namespace Smart.Shared.Storage;

/// <summary>
/// One row of a table. Public properties are stored under their names: renaming one needs a migration of every stored row.
/// Supported: text, <see cref="int"/>, <see cref="long"/>, <see cref="bool"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>,
/// <see cref="decimal"/> (as text), enums (by name), <see cref="Money"/> (cents, in euro); anything else is stored as JSON text.
/// </summary>
public abstract record StoredRow
{
    /// <summary>The partition: one debtor, one member, one date.</summary>
    public required string PartitionKey { get; init; }

    /// <summary>The row, unique over the whole table (design section 5).</summary>
    public required string RowKey { get; init; }

    /// <summary>The version that was read; empty for a row that was never stored.</summary>
    public ETag ETag { get; init; }

    /// <summary>Names the write that produced this version, so that a re-read tells our own success from a stranger's.</summary>
    public string WriteId { get; init; } = "";

    /// <summary>The schema that this code writes; older rows are upgraded when read, newer ones refused.</summary>
    protected internal virtual int CurrentSchema => 1;

    /// <summary>Brings a row of an older schema up to date.</summary>
    /// <param name="schema">The schema the row was stored with, below <see cref="CurrentSchema"/>.</param>
    /// <param name="stored">The row as stored.</param>
    protected internal virtual StoredRow UpgradedFrom(int schema, TableEntity stored) => this;
}

/// <summary>A row was written by a newer release; reading it with this one could lose data.</summary>
public sealed class NewerSchemaException(string type, int found, int known)
    : InvalidOperationException($"{type} has schema {found}; this release knows {known}.");
