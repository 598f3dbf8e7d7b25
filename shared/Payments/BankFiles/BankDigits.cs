namespace Smart.Shared.Payments.BankFiles;

/// <summary>Numbers and days of bank files, read by hand: by a format they cost as much as the rest of a movement.</summary>
internal static class BankDigits
{
    /// <summary>One to eighteen ASCII digits; null when other characters stand there.</summary>
    internal static long? Read(ReadOnlySpan<char> text)
    {
        var value = 0L;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return null;
            value = (value * 10) + (digit - '0');
        }

        return text.IsEmpty ? null : value;
    }

    /// <summary>The day; null for days that do not exist.</summary>
    internal static DateOnly? Day(long year, long month, long day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month) ? new DateOnly((int)year, (int)month, (int)day) : null;
}
