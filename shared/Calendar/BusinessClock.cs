using NodaTime;
using NodaTime.Extensions;

namespace Smart.Shared.Calendar;

/// <summary>
/// The dates and times of Europe/Brussels. The zone's rules come with the product (NodaTime), for a host may lack them.
/// </summary>
public sealed class BusinessClock(TimeProvider time)
{
    private static readonly DateTimeZone Brussels = DateTimeZoneProviders.Tzdb["Europe/Brussels"];

    /// <summary>The instant now, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The date now in Brussels.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>The time of day now in Brussels.</summary>
    public TimeOnly TimeOfDay => TimeOf(Now);

    /// <summary>The date of an instant in Brussels.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => Local(instant).Date.ToDateOnly();

    /// <summary>The time of day of an instant in Brussels.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) => Local(instant).TimeOfDay.ToTimeOnly();

    /// <summary>
    /// The instant, in UTC, of a date and time in Brussels. A time that summer time skips is moved on by the length of the gap;
    /// of a time that comes twice the first is meant.
    /// </summary>
    public static DateTimeOffset InstantOf(DateOnly date, TimeOnly time) =>
        Brussels.AtLeniently(date.ToLocalDate().At(time.ToLocalTime())).ToInstant().ToDateTimeOffset();

    private static LocalDateTime Local(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(Brussels).LocalDateTime;
}
