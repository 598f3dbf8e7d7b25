using System.Globalization;
using Smart.Shared.Calendar;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>Reads the simple values of ISO 20022 messages.</summary>
internal static class CamtText
{
    private const decimal TooMuch = 1_000_000_000_000_000m; // beyond any account, and far below what cents in a long can hold
    private const int MaximumDecimals = 10;
    private const int DateLength = 10;

    /// <summary>Digits with a decimal point and no sign, for the sign stands in an element of its own; null for anything else.</summary>
    internal static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < TooMuch && amount.Scale <= MaximumDecimals ? amount : null;

    /// <summary>A sum in a summary, which some banks sign.</summary>
    internal static decimal? Sum(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sum) ? sum : null;

    internal static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>CRDT is credit and DBIT debit; anything else is no sign and never taken as credit.</summary>
    internal static int? Sign(string text) => text switch { "CRDT" => 1, "DBIT" => -1, _ => null };

    internal static bool IsTrue(string text) => text is "true" or "1";

    /// <summary>A date, or the date in Brussels of a time with an offset; a time without one is the bank's own. Null for days that do not exist.</summary>
    internal static DateOnly? Date(string text)
    {
        var isTime = text.Length > DateLength && text[DateLength] == 'T';
        if (isTime && HasOffset(text) && DateTimeOffset.TryParse(WithoutExcess(text), CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)) return InBrussels(instant);
        return text.Length >= DateLength ? Day(text.AsSpan(0, DateLength)) : null;
    }

    private static DateOnly? Day(ReadOnlySpan<char> text) =>
        text[4] == '-' && text[7] == '-' && BankDigits.Read(text[..4]) is { } year && BankDigits.Read(text[5..7]) is { } month && BankDigits.Read(text[8..]) is { } day
            ? BankDigits.Day(year, month, day)
            : null;

    /// <summary>The last day of a period that ends at this time: midnight ends the day before.</summary>
    internal static DateOnly? LastDate(string text) =>
        Date(text) is { } date && date > DateOnly.MinValue && text.Length > DateLength && text.AsSpan(DateLength).StartsWith("T00:00:00", StringComparison.Ordinal) ? date.AddDays(-1) : Date(text);

    private static DateOnly? InBrussels(DateTimeOffset instant) => instant.Year is > 1900 and < 3000 ? BusinessClock.DateOf(instant) : null;

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.AsSpan(DateLength).IndexOfAny('+', '-') >= 0;

    /// <summary>Banks write nanoseconds; a second has room for seven digits here.</summary>
    private static string WithoutExcess(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0) return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return text[..point] + text[end..];
    }
}
