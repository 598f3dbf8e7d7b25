using System.Globalization;
using Smart.Local.Timers;

namespace Smart.Functions.Tests.Timers;

public class CronScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-29T00:58:12", "2026-03-29T01:00:00", "2026-03-29T01:05:00", "2026-03-29T01:10:00")]
    [InlineData("0 0 * * * *", "2026-01-01T00:00:00", "2026-01-01T01:00:00", "2026-01-01T02:00:00")]
    [InlineData("0 30 6 * * 1-5", "2026-05-01T06:30:00", "2026-05-04T06:30:00", "2026-05-05T06:30:00")]
    [InlineData("0 30 6 * * MON-FRI", "2026-05-01T06:29:59", "2026-05-01T06:30:00")]
    [InlineData("0 0 0 1 1 *", "2026-01-01T00:00:00", "2027-01-01T00:00:00")]
    [InlineData("0 0 0 29 FEB *", "2026-01-01T00:00:00", "2028-02-29T00:00:00", "2032-02-29T00:00:00")]
    [InlineData("15,45 0 12 1,15 */6 *", "2026-01-15T12:00:30", "2026-01-15T12:00:45", "2026-07-01T12:00:15")]
    [InlineData("0 5/20 8-9 * * *", "2026-01-01T08:30:00", "2026-01-01T08:45:00", "2026-01-01T09:05:00")]
    [InlineData("0 0 0 13 * 5", "2026-01-01T00:00:00", "2026-02-13T00:00:00", "2026-03-13T00:00:00", "2026-11-13T00:00:00")]
    [InlineData("0 0 10-20/5 * * SUN,sat", "2026-01-02T00:00:00", "2026-01-03T10:00:00", "2026-01-03T15:00:00", "2026-01-03T20:00:00", "2026-01-04T10:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    public void Next_FromAnInstant_GivesTheOccurrencesInOrder(string schedule, string after, params string[] expected)
    {
        var cron = CronSchedule.Parse(schedule);
        var at = Utc(after);
        foreach (var occurrence in expected)
        {
            at = cron.Next(at)!.Value;
            at.ShouldBe(Utc(occurrence));
        }
    }

    [Fact]
    public void Next_AfterAFractionOfASecond_IsTheFollowingSecond()
        => CronSchedule.Parse("* * * * * *").Next(Utc("2026-01-01T00:00:00").AddMilliseconds(1)).ShouldBe(Utc("2026-01-01T00:00:01"));

    [Fact]
    public void Next_InAnotherOffset_IsTheSameInstantInUtc()
        => CronSchedule.Parse("0 0 6 * * *").Next(new DateTimeOffset(2026, 7, 1, 7, 59, 0, TimeSpan.FromHours(2))).ShouldBe(Utc("2026-07-01T06:00:00"));

    [Fact]
    public void Next_OfADayThatNeverComes_IsNull() => CronSchedule.Parse("0 0 0 30 2 *").Next(Utc("2026-01-01T00:00:00")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("0 * * * *")]
    [InlineData("0 0 0 * * * *")]
    [InlineData("60 0 0 * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 32 * *")]
    [InlineData("0 0 0 * 13 *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("0 0 0 * * 5-1")]
    [InlineData("0 */0 * * * *")]
    [InlineData("0 -1 * * * *")]
    [InlineData("0 a * * * *")]
    [InlineData("0 1,, * * * *")]
    [InlineData("00:30:00")]
    public void Parse_OfWhatIsNotASchedule_Fails(string schedule) => Should.Throw<FormatException>(() => CronSchedule.Parse(schedule));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
