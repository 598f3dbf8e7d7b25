namespace Smart.Shared.Payments.BankFiles;

/// <summary>What a statement says after its movements, and what was checked.</summary>
public sealed record BankStatementEnd
{
    /// <summary>The balance after the movements, credit positive; null when the file does not give it.</summary>
    public required decimal? NewBalance { get; init; }

    /// <summary>The day of the new balance.</summary>
    public required DateOnly? NewBalanceDate { get; init; }

    /// <summary>How many movements were yielded to be booked.</summary>
    public required int MovementCount { get; init; }

    /// <summary>The sum of the debits of the account, unsigned.</summary>
    public required decimal Debits { get; init; }

    /// <summary>The sum of the credits of the account.</summary>
    public required decimal Credits { get; init; }

    /// <summary>Every check, the ones that hold included.</summary>
    public required IReadOnlyList<BankCheck> Checks { get; init; }

    /// <summary>Messages of the bank to the holder.</summary>
    public IReadOnlyList<string> FreeMessages { get; init; } = [];

    /// <summary>False when a check about money fails: nothing of the statement may be booked.</summary>
    public bool IsBookable => Checks.All(check => check.Ok || !check.IsAboutMoney);

    /// <summary>Why the statement is not bookable.</summary>
    public IEnumerable<string> Reasons => Checks.Where(check => !check.Ok && check.IsAboutMoney).Select(check => check.Message);
}

/// <summary>One check of a statement.</summary>
/// <param name="Name">balance, totals, details, cents, currency, repeated, complete (about money, unless the file gives nothing to verify by); count, continuity, status, account, length, records, trailer, version, encoding, order, balances, date.</param>
/// <param name="Ok">Whether it holds.</param>
/// <param name="Message">What was compared, or the deviation with its line.</param>
/// <param name="IsAboutMoney">A failure forbids booking; otherwise it is a deviation to report.</param>
public sealed record BankCheck(string Name, bool Ok, string Message, bool IsAboutMoney = false);
