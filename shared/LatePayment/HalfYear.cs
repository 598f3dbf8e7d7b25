using System.Globalization;

namespace Smart.Shared.LatePayment;

/// <summary>Half of a calendar year: the period of one statutory rate.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Half">1 until 30 June, 2 from 1 July.</param>
public readonly record struct HalfYear(int Year, int Half)
{
    /// <summary>The first day.</summary>
    public DateOnly From => new(Year, Half == 1 ? 1 : 7, 1);

    /// <summary>The last day.</summary>
    public DateOnly To => Half == 1 ? new(Year, 6, 30) : new(Year, 12, 31);

    /// <summary>The half-year that follows.</summary>
    public HalfYear Next => Half == 1 ? new(Year, 2) : new(Year + 1, 1);

    /// <summary>The half-year in which a day falls.</summary>
    public static HalfYear Of(DateOnly day) => new(day.Year, day.Month < 7 ? 1 : 2);

    /// <summary>Reads <c>2026-2</c>.</summary>
    /// <exception cref="FormatException">Another shape.</exception>
    public static HalfYear Parse(string text)
    {
        var parts = text.Split('-');
        return parts is [_, "1" or "2"] && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? new(year, parts[1] == "1" ? 1 : 2)
            : throw new FormatException($"'{text}' is not a half-year such as 2026-2.");
    }

    /// <summary>As written in the table: <c>2026-2</c>.</summary>
    public override string ToString() => $"{Year}-{Half}";
}
