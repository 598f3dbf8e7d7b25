namespace Smart.Shared.Calendar;

/// <summary>Arithmetic on working days, in each of the notions of rules 6.5.</summary>
public static class WorkingDays
{
    /// <summary>True on a working day in the notion's sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The notion is not one of the four.</exception>
    public static bool IsWorkingDay(this DateOnly day, WorkingDayNotion notion) => notion switch
    {
        WorkingDayNotion.SocialLaw => day.DayOfWeek != DayOfWeek.Sunday && !BelgianHolidays.Contains(day),
        WorkingDayNotion.MondayToFriday or WorkingDayNotion.Procedural => !IsWeekend(day) && !BelgianHolidays.Contains(day),
        WorkingDayNotion.Target => !IsWeekend(day) && !IsTargetClosing(day),
        _ => throw new ArgumentOutOfRangeException(nameof(notion), notion, "Not a notion of working day."),
    };

    /// <summary>
    /// The n-th working day strictly after the day, or before it when n is negative; zero gives the day itself, working day or not.
    /// </summary>
    public static DateOnly AddWorkingDays(this DateOnly day, int count, WorkingDayNotion notion)
    {
        for (var left = Math.Abs(count); left > 0; left--)
        {
            do day = day.AddDays(Math.Sign(count));
            while (!day.IsWorkingDay(notion));
        }

        return day;
    }

    /// <summary>The first working day strictly after the day.</summary>
    public static DateOnly NextWorkingDay(this DateOnly day, WorkingDayNotion notion) => day.AddWorkingDays(1, notion);

    /// <summary>The last working day strictly before the day.</summary>
    public static DateOnly PreviousWorkingDay(this DateOnly day, WorkingDayNotion notion) => day.AddWorkingDays(-1, notion);

    /// <summary>The day itself when it is a working day, otherwise the next one.</summary>
    public static DateOnly FirstWorkingDayFrom(this DateOnly day, WorkingDayNotion notion) =>
        day.IsWorkingDay(notion) ? day : day.NextWorkingDay(notion);

    /// <summary>The number of working days after the first day, up to and including the second; negative when it comes earlier.</summary>
    public static int WorkingDaysUntil(this DateOnly from, DateOnly to, WorkingDayNotion notion)
    {
        if (to < from) return -to.WorkingDaysUntil(from, notion);
        return Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(n => from.AddDays(n).IsWorkingDay(notion));
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsTargetClosing(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (5, 1) or (12, 25) or (12, 26)) return true;
        var easter = BelgianHolidays.Easter(day.Year);
        return day == easter.AddDays(-2) || day == easter.AddDays(1);
    }
}
