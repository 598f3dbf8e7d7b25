using Smart.Shared.Calendar;

namespace Smart.Shared.Tests.Calendar;

public sealed class BusinessClockTest
{
    [Theory]
    [InlineData("2026-12-31T22:59:59Z", "2026-12-31", "23:59:59")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01", "00:00:00")]
    [InlineData("2026-06-30T21:59:59Z", "2026-06-30", "23:59:59")]
    [InlineData("2026-06-30T22:00:00Z", "2026-07-01", "00:00:00")]
    [InlineData("2026-07-01T00:30:00+05:00", "2026-06-30", "21:30:00")]
    public void Today_IsTheDateInBrussels(string instant, string date, string time)
    {
        var clock = new BusinessClock(new StoppedTime(DateTimeOffset.Parse(instant)));
        clock.Today.ShouldBe(DateOnly.Parse(date));
        clock.TimeOfDay.ShouldBe(TimeOnly.Parse(time));
    }

    [Theory]
    [InlineData("2026-01-15", "06:30", "2026-01-15T05:30:00Z")]
    [InlineData("2026-07-15", "06:30", "2026-07-15T04:30:00Z")]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:30:00Z")] // skipped: 03:30 summer time
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z")] // twice: the first
    public void InstantOf_SummerAndWinter(string date, string time, string expected) =>
        BusinessClock.InstantOf(DateOnly.Parse(date), TimeOnly.Parse(time)).ShouldBe(DateTimeOffset.Parse(expected));

    [Fact]
    public void InstantOf_Midnight_IsOnThatDate() =>
        Properties.Hold(Properties.Days(new(1990, 1, 1), new(2060, 12, 31)), day =>
            BusinessClock.DateOf(BusinessClock.InstantOf(day, TimeOnly.MinValue)) == day
            && BusinessClock.TimeOf(BusinessClock.InstantOf(day, new(12, 0))) == new TimeOnly(12, 0));

    private sealed class StoppedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
