namespace Smart.Shared.Calendar;

/// <summary>The ten legal holidays of Belgium (law of 4 January 1974, rules 6.4). A holiday on a weekend stays on its date.</summary>
public static class BelgianHolidays
{
    /// <summary>The ten holidays of a year, in order.</summary>
    public static IReadOnlyList<DateOnly> Of(int year)
    {
        var easter = Easter(year);
        DateOnly[] days =
        [
            new(year, 1, 1),
            easter.AddDays(1),
            new(year, 5, 1),
            easter.AddDays(39),
            easter.AddDays(50),
            new(year, 7, 21),
            new(year, 8, 15),
            new(year, 11, 1),
            new(year, 11, 11),
            new(year, 12, 25),
        ];
        return [.. days.Order()];
    }

    /// <summary>True on a legal holiday.</summary>
    public static bool Contains(DateOnly day) => Of(day.Year).Contains(day);

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous computation of 1876).</summary>
    public static DateOnly Easter(int year)
    {
        var moon = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var lunarShift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * moon) + century - (century / 4) - lunarShift + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var correction = (moon + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * correction) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
