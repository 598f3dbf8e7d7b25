using System.Globalization;
using Smart.Shared.References;

namespace Smart.Shared.Invoicing;

/// <summary>
/// The number of an invoice: one series a year, no gaps (art. 5 par. 1 RD no 1, rules 4.6). Written <c>2026-000123</c>.
/// </summary>
/// <param name="Year">The series: the year of issue.</param>
/// <param name="Ordinal">1 and up, at most six digits.</param>
public readonly record struct InvoiceNumber(int Year, int Ordinal)
{
    /// <summary>The last number of a series.</summary>
    public const int LastOrdinal = 999_999;

    /// <summary>The number after this one in its series.</summary>
    /// <exception cref="InvalidOperationException">The series is full.</exception>
    public InvoiceNumber Next => Ordinal < LastOrdinal
        ? this with { Ordinal = Ordinal + 1 }
        : throw new InvalidOperationException($"Series {Year} is full.");

    /// <summary>The number before this one, or null for the first of its series.</summary>
    public InvoiceNumber? Previous => Ordinal > 1 ? this with { Ordinal = Ordinal - 1 } : null;

    /// <summary>The structured communication under which the invoice is paid: the year and the six digits (rules 3.1).</summary>
    public StructuredCommunication Reference => StructuredCommunication.FromBase((Year * 1_000_000L) + Ordinal);

    /// <summary>The first number of a series.</summary>
    public static InvoiceNumber FirstOf(int year) => new(year, 1);

    /// <summary>The number that a structured communication pays, if it has the shape of one; what stands in References starts with 6, 7 or 8.</summary>
    public static bool TryOfReference(string digits, out InvoiceNumber number)
    {
        number = default;
        return digits.Length == 12 && digits[0] is >= '2' and < '6' && TryParse($"{digits[..4]}-{digits[4..10]}", out number);
    }

    /// <summary>Reads a number exactly as it is written.</summary>
    public static bool TryParse(string? text, out InvoiceNumber number)
    {
        number = default;
        if (text is not { Length: 11 } || text[4] != '-') return false;
        var isNumber = int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            & int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal);
        if (!isNumber || year < 2000 || ordinal == 0) return false;
        number = new(year, ordinal);
        return true;
    }

    /// <summary>Reads a number that we wrote ourselves.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static InvoiceNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"{text} is no invoice number.");

    /// <inheritdoc />
    public override string ToString() => $"{Year:0000}-{Ordinal:000000}";
}
