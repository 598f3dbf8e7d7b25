using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>Reads the fields that records and structured communications share.</summary>
internal static class CodaText
{
    private const int CenturyPivot = 80;
    private const byte Decimals = 3;

    internal static string Of(ReadOnlySpan<char> text) => text.IsEmpty ? "" : text.ToString();

    /// <summary>DDMMYY; null for zeros, blanks and days that do not exist.</summary>
    internal static DateOnly? Date(ReadOnlySpan<char> text)
    {
        if (BankDigits.Read(text) is not { } value) return null;
        var (day, month, year) = (value / 10000, value / 100 % 100, value % 100);
        year += year >= CenturyPivot ? 1900 : 2000;
        return BankDigits.Day(year, month, day);
    }

    /// <summary>Digits of which the last three are decimals.</summary>
    internal static decimal? Amount(ReadOnlySpan<char> text) =>
        BankDigits.Read(text) is { } thousandths ? new decimal((int)thousandths, (int)(thousandths >> 32), 0, isNegative: false, Decimals) : null;

    /// <summary>
    /// Puts the parts of one text together again: a part that fills its field runs on in the next; after a shorter one comes a blank,
    /// and a run of blanks before the next part counts as one.
    /// </summary>
    internal static void Append(StringBuilder text, ReadOnlySpan<char> field)
    {
        var part = field.TrimEnd();
        if (part.IsEmpty)
        {
            if (text.Length > 0 && text[^1] != Gap) text.Append(Gap);
            return;
        }

        var indented = part[0] == ' ';
        part = part.TrimStart();
        if (indented && text.Length > 0) text.Append(' ');
        text.Append(part);
        if (part.Length < field.Length && field[^1] == ' ') text.Append(Gap);
    }

    /// <summary>The text put together; a gap between parts becomes one blank.</summary>
    internal static string Finish(StringBuilder text) => text.ToString().Trim(' ', Gap).Replace($"{Gap} ", "  ", StringComparison.Ordinal).Replace(Gap, ' ');

    private const char Gap = '\u0001';
}
