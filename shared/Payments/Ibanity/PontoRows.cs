using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>In which order the pages of a pull come.</summary>
public enum PontoOrder
{
    /// <summary>All transactions so far are of one day.</summary>
    Unknown,

    /// <summary>Newest first, as documented.</summary>
    NewestFirst,

    /// <summary>Oldest first.</summary>
    OldestFirst,

    /// <summary>In no order: nothing may be left out.</summary>
    Mixed,
}

/// <summary>Where a pull of transactions is.</summary>
public sealed record PontoPull
{
    /// <summary>The count of wishes that it fulfils.</summary>
    public required int Wish { get; init; }

    /// <summary>The query of the page to fetch next; null for the first page.</summary>
    public string? Query { get; init; }

    /// <summary>Pages fetched.</summary>
    public int Pages { get; init; }

    /// <summary>The order of the pages so far.</summary>
    public PontoOrder Order { get; init; }

    /// <summary>The newest day seen.</summary>
    public DateOnly? Newest { get; init; }

    /// <summary>The pages that reach into the days of overlap, where they come oldest first: the next pull starts at the first of them.</summary>
    public IReadOnlyList<PontoPageMark> Trail { get; init; } = [];

    /// <summary>When the bank was last asked with success, as the first page says, UTC.</summary>
    public DateTimeOffset? SynchronizedAt { get; init; }

    /// <summary>The partitions that its receipts are in.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];

    /// <summary>Every page is stored; receipts are being booked.</summary>
    public bool IsFetched { get; init; }
}

/// <summary>A page that was fetched.</summary>
/// <param name="Query">Its query; null for the first.</param>
/// <param name="Newest">Its newest day.</param>
public sealed record PontoPageMark(string? Query, DateOnly Newest);

/// <summary>
/// An account that Ponto Connect gives us: which of ours it is, what was fetched, what is to be fetched. Partition
/// <see cref="Partition"/>, row the provider's id. Stored names: renaming needs a migration.
/// </summary>
public sealed record PontoAccountRow : StoredRow
{
    /// <summary>The partition of all of them: a handful.</summary>
    public const string Partition = "ponto";

    private const string Prefix = "ponto|";

    /// <summary>All rows.</summary>
    public static KeyRange All { get; } = KeyRange.Prefix(Prefix);

    /// <summary>IBAN and currency; null until the provider was asked.</summary>
    public string? AccountKey { get; init; }

    /// <summary>How often somebody wished that its transactions were fetched.</summary>
    public int Wishes { get; init; }

    /// <summary>The wishes that are fulfilled, receipts booked.</summary>
    public int Fulfilled { get; init; }

    /// <summary>The pull that is under way; null when none is.</summary>
    public PontoPull? Pull { get; init; }

    /// <summary>The newest day that was fetched to the end.</summary>
    public DateOnly? Newest { get; init; }

    /// <summary>Where the next pull starts, where pages come oldest first; null: at the first page.</summary>
    public string? StartQuery { get; init; }

    /// <summary>When the bank was last asked with success, as of the last pull, UTC.</summary>
    public DateTimeOffset? SynchronizedAt { get; init; }

    /// <summary>When the last pull ended, UTC.</summary>
    public DateTimeOffset? PulledAt { get; init; }

    /// <summary>The last day of which the last pull knows every receipt.</summary>
    public DateOnly? CompleteThrough { get; init; }

    /// <summary>The holder must consent anew before anything can be fetched.</summary>
    public bool NeedsReconnection { get; init; }

    /// <summary>When the provider last said that consent was withdrawn or given, UTC: what is older does not count.</summary>
    public DateTimeOffset? ConsentChangedAt { get; init; }

    /// <summary>Why nothing could be fetched the last time, in a stable word; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>The provider's id of the account.</summary>
    public string AccountId => RowKey[Prefix.Length..];

    /// <summary>A wish is not fulfilled, or a pull has not ended.</summary>
    public bool IsOpen => Wishes > Fulfilled || Pull is not null;

    /// <summary>The row of an account.</summary>
    public static string Key(string accountId) => Prefix + accountId;
}
