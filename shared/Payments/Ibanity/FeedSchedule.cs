using System.Globalization;
using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>The times of a day at which everything is fetched. Due and not done, whatever hour the platform wakes us at.</summary>
public static class FeedSchedule
{
    /// <summary>The last time that has come, UTC.</summary>
    /// <param name="now">The instant now.</param>
    /// <param name="hours">Hours of Brussels, separated by commas; what is none is left out.</param>
    /// <returns>Null when no hour is named.</returns>
    public static DateTimeOffset? LastDue(DateTimeOffset now, string hours)
    {
        var today = BusinessClock.DateOf(now);
        var times = hours.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 ? hour : -1)
            .Where(hour => hour >= 0)
            .SelectMany(hour => new[] { BusinessClock.InstantOf(today, new TimeOnly(hour, 0)), BusinessClock.InstantOf(today.AddDays(-1), new TimeOnly(hour, 0)) })
            .Where(due => due <= now)
            .ToList();
        return times.Count == 0 ? null : times.Max();
    }
}
