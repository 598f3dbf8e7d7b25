namespace Smart.Shared.Payments;

/// <summary>
/// Moves the watermark of an account over statements that follow each other. A statement whose old balance is not the last new
/// balance leaves a gap: until the missing one arrives, or finance answers for it, letters must not rely on later ones.
/// </summary>
public static class AccountWatermark
{
    /// <summary>The account after every complete statement that follows without a gap.</summary>
    /// <param name="account">As it stands.</param>
    /// <param name="later">Statements after <see cref="AccountRow.LastStatementKey"/>, in order of key.</param>
    public static AccountRow Advance(AccountRow account, IEnumerable<StatementRow> later)
    {
        account = account with { Gap = null };
        foreach (var next in later.Where(statement => IsAfter(statement, account.LastStatementKey)))
        {
            if (!Follows(account, next))
            {
                // It ends where the last one ended, on the same day: the same statement under another name.
                if (next.Date == account.LastDate && next.NewBalance == account.LastBalance) continue;
                return account with { Gap = $"The old balance of statement {next.Sequence} is not the new balance of statement {account.LastSequence}." };
            }

            if (!next.IsComplete) return account;
            account = On(account, next);
        }

        return account;
    }

    /// <summary>Finance answers for the days through a date: what was missing before it counts as known.</summary>
    public static AccountRow Override(AccountRow account, DateOnly through, IEnumerable<StatementRow> later)
    {
        var statements = later.ToList();
        var last = statements.LastOrDefault(statement => statement.IsComplete && statement.Date <= through && IsAfter(statement, account.LastStatementKey));
        var moved = last is null ? account : On(account, last);
        return Advance(moved with { CompleteThrough = Later(moved.CompleteThrough, through) }, statements);
    }

    private static AccountRow On(AccountRow account, StatementRow statement) => account with
    {
        LastStatementKey = statement.StatementKey,
        LastSequence = statement.Sequence,
        LastBalance = statement.NewBalance,
        LastDate = statement.Date,
        CompleteThrough = Later(account.CompleteThrough, statement.Date),
    };

    private static bool Follows(AccountRow account, StatementRow next) =>
        account.LastBalance is not { } balance || next.OldBalance is not { } old || balance == old;

    private static bool IsAfter(StatementRow statement, string? lastKey) => string.CompareOrdinal(statement.StatementKey, lastKey) > 0;

    private static DateOnly Later(DateOnly? known, DateOnly day) => known is { } date && date > day ? date : day;
}
