using System.Globalization;

namespace Smart.Shared.Payments.BankFiles;

/// <summary>The last statement known of an account.</summary>
/// <param name="Sequence">Its electronic number.</param>
/// <param name="NewBalance">The balance it ended with.</param>
/// <param name="Date">The day of that balance.</param>
public sealed record PreviousStatement(string Sequence, decimal NewBalance, DateOnly? Date);

/// <summary>Whether a statement follows the one before it: gaps and overlaps are reported, never refused, for files may come late.</summary>
public static class BankContinuity
{
    /// <summary>Compares the old balance with the previous new balance, and the numbers, which restart each year (rules 5.1, invariant 6).</summary>
    /// <returns>The check named continuity.</returns>
    public static BankCheck Check(PreviousStatement? previous, BankStatementHeader next)
    {
        if (previous is null) return new("continuity", true, "No earlier statement of this account to compare with.");
        if (next.OldBalance is { } old && old != previous.NewBalance)
            return new("continuity", false, $"The old balance {BankAmounts.Text(old)} differs from the new balance {BankAmounts.Text(previous.NewBalance)} of statement {previous.Sequence}.");
        return Follows(previous, next)
            ? new("continuity", true, $"Follows statement {previous.Sequence}.")
            : new("continuity", false, $"Statement {next.Sequence} does not follow statement {previous.Sequence}: one is missing, repeated or out of order.");
    }

    private const int YearDigits = 4;

    private static bool Follows(PreviousStatement previous, BankStatementHeader next) =>
        !int.TryParse(previous.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var before) || !int.TryParse(next.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
        || after == before + 1
        || (after <= 1 && (previous.Date is null || next.Date is null || next.Date.Value.Year > previous.Date.Value.Year))
        || (after == 0 && before == 999)
        || (previous.Sequence.Length == next.Sequence.Length && next.Sequence.Length > YearDigits && IsNextYear(previous.Sequence, next.Sequence));

    /// <summary>Numbers such as 2026001, which begin with the year.</summary>
    private static bool IsNextYear(string before, string after) =>
        int.Parse(before.AsSpan(0, YearDigits), CultureInfo.InvariantCulture) is > 1900 and < 3000 and var year
        && int.Parse(after.AsSpan(0, YearDigits), CultureInfo.InvariantCulture) == year + 1
        && int.Parse(after.AsSpan(YearDigits), CultureInfo.InvariantCulture) <= 1;
}
