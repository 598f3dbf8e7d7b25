namespace Smart.Shared.Debtors;

/// <summary>What an entry does to an account.</summary>
public enum EntryKind
{
    /// <summary>The invoice was issued: raises principal.</summary>
    Issued,

    /// <summary>A payment was set against principal.</summary>
    PrincipalPaid,

    /// <summary>A payment was set against claimed interest.</summary>
    InterestPaid,

    /// <summary>A payment was set against claimed costs.</summary>
    CostsPaid,

    /// <summary>Money came in and stands on account (negative), or left the account for an invoice (positive).</summary>
    OnAccount,

    /// <summary>An effective letter claimed interest.</summary>
    InterestClaimed,

    /// <summary>An effective letter claimed fixed sums or costs.</summary>
    CostsClaimed,

    /// <summary>Accessories below the policy's minimum were waived, or what a payment lacked within what may be missing.</summary>
    Waived,

    /// <summary>Undoes the entry it names.</summary>
    Reversal,

    /// <summary>Money on account was paid back.</summary>
    Refunded,
}

/// <summary>
/// One line of the append-only ledger: a correction is an entry that names the one it reverses, balances are sums.
/// The key is made from the cause (receipt, letter, waiver), never from a counter, so that one cause books once.
/// </summary>
public sealed record LedgerEntry : DebtorRow
{
    /// <summary>The invoice number, or the debtor's account for money not set against an invoice.</summary>
    public required string Number { get; init; }

    /// <summary>What caused the entry: <c>issue</c>, <c>{receipt key}-principal</c>, <c>{case}-{letter}-interest</c>…</summary>
    public required string Cause { get; init; }

    /// <summary>What it does.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Signed: positive raises what is owed.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day that counts for interest: issue date, value date of the money, date of the letter.</summary>
    public required DateOnly ValueDate { get; init; }

    /// <summary>When it was booked, UTC.</summary>
    public required DateTimeOffset BookedAt { get; init; }

    /// <summary>The receipt behind the entry, if one.</summary>
    public string? ReceiptKey { get; init; }

    /// <summary>The row key of the entry that this one undoes.</summary>
    public string? Reverses { get; init; }

    /// <summary>A new entry in a debtor's ledger.</summary>
    public static LedgerEntry Of(
        string debtorId, string number, string cause, EntryKind kind, Money amount, DateOnly valueDate, DateTimeOffset bookedAt, string? receiptKey = null) => new()
        {
            PartitionKey = debtorId,
            RowKey = DebtorKeys.Entry(number, cause),
            Number = number,
            Cause = cause,
            Kind = kind,
            Amount = amount,
            ValueDate = valueDate,
            BookedAt = bookedAt,
            ReceiptKey = receiptKey,
        };
}
