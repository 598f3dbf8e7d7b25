using Smart.Shared.Calendar;

namespace Smart.Local.Timelines;

/// <summary>Dates and times as a timeline shows them: in Brussels.</summary>
internal static class TimelineTime
{
    public static string Day(DateTimeOffset instant) => $"{BusinessClock.DateOf(instant):ddd d MMMM yyyy}";

    public static string Minute(DateTimeOffset instant) => $"{BusinessClock.TimeOf(instant):HH:mm}";

    public static bool IsSameMinute(DateTimeOffset a, DateTimeOffset b) =>
        BusinessClock.DateOf(a) == BusinessClock.DateOf(b) && Minute(a) == Minute(b);

    /// <summary>An instant as seen from another: seconds within the hour, no date within the day, no year within the year.</summary>
    public static string Until(DateTimeOffset from, DateTimeOffset to)
    {
        var (today, date, time) = (BusinessClock.DateOf(from), BusinessClock.DateOf(to), BusinessClock.TimeOf(to));
        if (date == today) return to - from < TimeSpan.FromHours(1) ? $"{time:HH:mm:ss}" : $"{time:HH:mm}";
        return date.Year == today.Year ? $"{date:ddd d MMMM} {time:HH:mm}" : $"{date:ddd d MMMM yyyy} {time:HH:mm}";
    }
}
