using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>
/// A bank account and how far its movements are known. Partition <see cref="Partition"/>, row IBAN and currency.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record AccountRow : StoredRow
{
    /// <summary>The partition of all accounts: a handful.</summary>
    public const string Partition = "account";

    /// <summary>All accounts: their keys start with a country.</summary>
    public static KeyRange All { get; } = new("A", "[");

    /// <summary>What finance calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Clients pay here: its files are booked and letters wait for them. Files of other accounts are skipped.</summary>
    public required bool IsCollecting { get; init; }

    /// <summary>
    /// Its movements are booked from notifications (camt.054) and not from statements: never from both, or money would count twice.
    /// </summary>
    public bool BooksNotifications { get; init; }

    /// <summary>The last day of which every receipt is allocated or in the worklist; null before the first statement.</summary>
    public DateOnly? CompleteThrough { get; init; }

    /// <summary>The statement up to which each one followed the one before it; null before the first.</summary>
    public string? LastStatementKey { get; init; }

    /// <summary>Its number.</summary>
    public string? LastSequence { get; init; }

    /// <summary>Its new balance, euros.</summary>
    public decimal? LastBalance { get; init; }

    /// <summary>The day of that balance.</summary>
    public DateOnly? LastDate { get; init; }

    /// <summary>Why later statements do not move <see cref="CompleteThrough"/>: one between them is missing.</summary>
    public string? Gap { get; init; }

    /// <summary>IBAN and currency: <c>BE68539007547034-EUR</c>.</summary>
    public string AccountKey => RowKey;
}

/// <summary>A statement of which receipts were booked: partition account, row statement. Stored names: renaming needs a migration.</summary>
public sealed record StatementRow : StoredRow
{
    /// <summary>The bank's number of it.</summary>
    public required string Sequence { get; init; }

    /// <summary>The file that brought it first.</summary>
    public required string FileSha256 { get; init; }

    /// <summary>Euros before the movements; null when the file does not say.</summary>
    public decimal? OldBalance { get; init; }

    /// <summary>Euros after the movements; null when the file does not say.</summary>
    public decimal? NewBalance { get; init; }

    /// <summary>The day of the new balance.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Movements booked.</summary>
    public required int Movements { get; init; }

    /// <summary>Euros that its movements make; null where it was not kept.</summary>
    public decimal? Net { get; init; }

    /// <summary>The statement that tells of the same movements under another key, where one was known: this one does not move the watermark.</summary>
    public string? CopyOf { get; init; }

    /// <summary>A notification: it has no balances and does not move the watermark.</summary>
    public bool IsNotification { get; init; }

    /// <summary>Every receipt of it is allocated, in the worklist or without money for us.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The account.</summary>
    public string AccountKey => PartitionKey;

    /// <summary>The partition of its receipts.</summary>
    public string StatementKey => RowKey;
}

/// <summary>Says that an account had no movements: who answered for it, and when. Partition account. Never changed.</summary>
public sealed record NoMovementsRow : StoredRow
{
    /// <summary>The last day without movements.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>Hash of the identity that said so.</summary>
    public required string SaidBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset SaidAt { get; init; }

    /// <summary>Its row key: it sorts before every statement.</summary>
    public static string Key(string accountKey, DateOnly through) => $"!none|{accountKey}|{through:yyyy-MM-dd}";
}

/// <summary>How far one collecting account is known.</summary>
/// <param name="AccountKey">IBAN and currency.</param>
/// <param name="CompleteThrough">The last day of which every receipt is allocated or in the worklist; null before the first statement.</param>
public sealed record AccountFreshness(string AccountKey, DateOnly? CompleteThrough);

/// <summary>How far the money that came in is known, by collecting account.</summary>
/// <param name="Accounts">Every collecting account, in order of key.</param>
public sealed record BankFreshness(IReadOnlyList<AccountFreshness> Accounts)
{
    /// <summary>The day through which all of them are known; null when one never had a statement, or none is configured.</summary>
    public DateOnly? CompleteThrough => Accounts.Count == 0 || Accounts.Any(account => account.CompleteThrough is null)
        ? null
        : Accounts.Min(account => account.CompleteThrough);
}
