using System.Globalization;
using System.Text.RegularExpressions;
using Smart.Shared.Invoicing;

namespace Smart.Shared.Payments.Matching;

/// <summary>
/// Reads invoice numbers as people write them: <c>2026-000123</c>, <c>2026/123</c>, <c>2026000123</c>, <c>fact 123/2026</c>, and lists and
/// ranges that go on from one of them. Never without the year, never inside a longer run of digits, never a date.
/// </summary>
public static partial class NumbersInText
{
    private const int LongestRange = 20;

    /// <summary>The distinct numbers, in the order in which they stand in the text.</summary>
    public static IEnumerable<InvoiceNumber> Read(string? text) => All(text ?? "").Distinct();

    private static IEnumerable<InvoiceNumber> All(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
            if (Of(year, match.Groups["ordinal"].Value) is not { } number) continue;
            yield return number;
            foreach (var further in GoesOn(text, match.Index + match.Length, number)) yield return further;
        }
    }

    private static IEnumerable<InvoiceNumber> GoesOn(string text, int at, InvoiceNumber last)
    {
        for (var next = Further().Match(text, at); next.Success; next = Further().Match(text, at))
        {
            if (Of(last.Year, next.Groups["ordinal"].Value) is not { } number) yield break;
            var between = next.Groups["range"].Success && number.Ordinal > last.Ordinal && number.Ordinal - last.Ordinal <= LongestRange
                ? Enumerable.Range(last.Ordinal + 1, number.Ordinal - last.Ordinal - 1)
                : [];
            foreach (var ordinal in between) yield return new InvoiceNumber(last.Year, ordinal);
            yield return number;
            (last, at) = (number, next.Index + next.Length);
        }
    }

    private static InvoiceNumber? Of(int year, string ordinal) =>
        int.Parse(ordinal, CultureInfo.InvariantCulture) is > 0 and var value ? new InvoiceNumber(year, value) : null;

    /// <summary>
    /// Year and six digits, with or without something between; year and three to six after a separator; the same the other way round.
    /// After a word for invoice also one or two digits: without it they are a month.
    /// </summary>
    [GeneratedRegex(
        """
        (?<![0-9])(?<![0-9][-/.])(?:
            (?<year>20[0-9]{2})\s?[-/._ ]?\s?(?<ordinal>[0-9]{6})
          | (?<year>20[0-9]{2})\s?[-/._]\s?(?<ordinal>[0-9]{3,6})
          | (?<ordinal>[0-9]{3,6})\s?[-/]\s?(?<year>20[0-9]{2})
          | (?<=(?:fact|factures?|factuur|facturen|fac|invoices?|inv|rechnung|nr|no|n°)\.?\s{0,2})(?:(?<year>20[0-9]{2})\s?[-/.]\s?(?<ordinal>[0-9]{1,2}) | (?<ordinal>[0-9]{1,2})\s?[-/]\s?(?<year>20[0-9]{2}))
        )(?![0-9])(?![-/.][0-9]{1,2}(?![0-9]))
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace,
        1000)]
    private static partial Regex Number();

    /// <summary>Where a list or a range goes on: at least three digits, no amount and no year.</summary>
    [GeneratedRegex(
        """\G\s*(?:(?<range>à|a|au|t/m|tot|to|bis|-)|,|;|et|en|and|und|&|\+|/)\s*(?!20[0-9]{2}\s?[-/._ ])(?<ordinal>[0-9]{3,6})(?![0-9])(?![.,][0-9])(?!\s?(?:€|eur))(?!\s?[-/]\s?20[0-9]{2})""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Further();
}
