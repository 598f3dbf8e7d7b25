namespace Smart.Shared.Payments.BankFiles;

/// <summary>What a statement says before its movements.</summary>
public sealed record BankStatementHeader
{
    /// <summary>The account as the file writes it, without blanks.</summary>
    public required string Account { get; init; }

    /// <summary>The account as IBAN when it is one or a Belgian number that makes one; else as the file writes it.</summary>
    public required string Iban { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The number printed on the statement.</summary>
    public required string Number { get; init; }

    /// <summary>The number of the electronic statement, which continuity follows; it restarts each year.</summary>
    public required string Sequence { get; init; }

    /// <summary>The day the bank made the file.</summary>
    public required DateOnly? Date { get; init; }

    /// <summary>The balance before the movements, credit positive; null when the file does not give it.</summary>
    public required decimal? OldBalance { get; init; }

    /// <summary>The day of the old balance.</summary>
    public required DateOnly? OldBalanceDate { get; init; }

    /// <summary>The holder of the account.</summary>
    public string Holder { get; init; } = "";

    /// <summary>What the bank calls the account.</summary>
    public string Description { get; init; } = "";

    /// <summary>The BIC of the bank.</summary>
    public string Bic { get; init; } = "";

    /// <summary>The bank's identification of the holder: an enterprise number after a zero, or zeros.</summary>
    public string HolderIdentification { get; init; } = "";

    /// <summary>The bank marked the file as a copy of one sent before.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>A notification of movements (camt.054): no balances, and the same money may stand in a statement.</summary>
    public bool IsNotification { get; init; }

    /// <summary>What stands in the key for the sequence, when the sequence alone does not tell statements apart or sort them.</summary>
    public string? KeySequence { get; init; }

    /// <summary>The line the statement starts on.</summary>
    public int Line { get; init; }

    /// <summary>What identifies an account: IBAN and currency, for one IBAN may hold several currencies.</summary>
    public string AccountKey => BankKeys.Join(Iban, Currency);

    /// <summary>
    /// What identifies the statement, safe as a storage key. The date of the old balance stands for the year of rules 5.1: it is the
    /// same when the bank sends a copy in a later year, and it tells apart two statements whose numbers restarted.
    /// </summary>
    public string Key => BankKeys.Join(AccountKey, (OldBalanceDate ?? Date)?.ToString("yyyyMMdd") ?? "0", KeySequence ?? Sequence);
}
