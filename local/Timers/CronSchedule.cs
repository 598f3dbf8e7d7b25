namespace Smart.Local.Timers;

/// <summary>
/// A six-field schedule of the timer trigger: second, minute, hour, day of month, month, day of week (0 is Sunday), in
/// UTC. Fields take <c>*</c>, values, names of months and days, lists, ranges and steps; day of month and day of week
/// must both match.
/// </summary>
public sealed class CronSchedule
{
    // Every pattern of days comes back within 28 years except around a skipped leap year; a schedule without an
    // occurrence in that time (30 February) has none.
    private const int SearchYears = 40;

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _days;
    private readonly CronField _months;
    private readonly CronField _weekdays;

    private CronSchedule(string[] fields)
    {
        _seconds = CronField.Parse(fields[0], 0, 59, []);
        _minutes = CronField.Parse(fields[1], 0, 59, []);
        _hours = CronField.Parse(fields[2], 0, 23, []);
        _days = CronField.Parse(fields[3], 1, 31, []);
        _months = CronField.Parse(fields[4], 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);
        _weekdays = CronField.Parse(fields[5], 0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);
    }

    /// <summary>Reads a schedule; <see cref="FormatException"/> when it is not a six-field one.</summary>
    /// <param name="text">For example <c>0 30 6 * * 1-5</c>.</param>
    public static CronSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length == 6
            ? new CronSchedule(fields)
            : throw new FormatException($"A timer schedule has six fields (second minute hour day month weekday): '{text}'.");
    }

    /// <summary>The first occurrence after an instant; null when there is none.</summary>
    /// <param name="after">The instant; an occurrence at it does not count.</param>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var start = after.UtcDateTime;
        start = new DateTime(start.Ticks - (start.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        var lastDay = DateOnly.FromDateTime(start).AddYears(SearchYears);
        var time = TimeOnly.FromDateTime(start);
        for (var day = DateOnly.FromDateTime(start); day <= lastDay; time = TimeOnly.MinValue)
        {
            if (!_months.Contains(day.Month))
            {
                day = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
                continue;
            }

            if (_days.Contains(day.Day) && _weekdays.Contains((int)day.DayOfWeek) && TimeFrom(time) is { } found)
                return new DateTimeOffset(day.ToDateTime(found), TimeSpan.Zero);
            day = day.AddDays(1);
        }

        return null;
    }

    private TimeOnly? TimeFrom(TimeOnly from)
    {
        for (var hour = _hours.AtLeast(from.Hour); hour is { } h; hour = _hours.AtLeast(h + 1))
        {
            var sameHour = h == from.Hour;
            for (var minute = _minutes.AtLeast(sameHour ? from.Minute : 0); minute is { } m; minute = _minutes.AtLeast(m + 1))
            {
                if (_seconds.AtLeast(sameHour && m == from.Minute ? from.Second : 0) is { } s)
                    return new TimeOnly(h, m, s);
            }
        }

        return null;
    }
}
