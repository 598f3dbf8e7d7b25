using System.Globalization;

namespace Smart.Shared.Payments.BankFiles;

/// <summary>Amounts as text: at least two decimals, more when they are not zero.</summary>
public static class BankAmounts
{
    /// <summary>Such as <c>-12.50</c> or <c>23154.685</c>; null gives a question mark.</summary>
    public static string Text(decimal? amount) => amount?.ToString("0.00##########", CultureInfo.InvariantCulture) ?? "?";

    /// <summary>True when the amount is whole cents, so that it can be booked without rounding.</summary>
    public static bool IsWholeCents(decimal amount) => amount * 100m == decimal.Truncate(amount * 100m);
}
