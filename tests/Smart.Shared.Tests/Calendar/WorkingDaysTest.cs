using FsCheck.Fluent;
using Smart.Shared.Calendar;

namespace Smart.Shared.Tests.Calendar;

public sealed class WorkingDaysTest
{
    [Theory]
    [InlineData("2026-11-21", true, false, false)] // Saturday
    [InlineData("2026-11-22", false, false, false)] // Sunday
    [InlineData("2026-11-11", false, false, true)] // Armistice: the payment system works
    [InlineData("2026-04-03", true, true, false)] // Good Friday: the payment system does not
    [InlineData("2026-04-06", false, false, false)] // Easter Monday
    [InlineData("2025-12-26", true, true, false)]
    [InlineData("2026-11-20", true, true, true)]
    public void IsWorkingDay_ByNotion(string day, bool socialLaw, bool mondayToFriday, bool target)
    {
        DateOnly.Parse(day).IsWorkingDay(WorkingDayNotion.SocialLaw).ShouldBe(socialLaw);
        DateOnly.Parse(day).IsWorkingDay(WorkingDayNotion.MondayToFriday).ShouldBe(mondayToFriday);
        DateOnly.Parse(day).IsWorkingDay(WorkingDayNotion.Procedural).ShouldBe(mondayToFriday);
        DateOnly.Parse(day).IsWorkingDay(WorkingDayNotion.Target).ShouldBe(target);
    }

    [Theory]
    [InlineData("2026-03-31", "2026-04-04", "2026-04-07", "2026-04-09", "2026-04-10")]
    [InlineData("2026-04-30", "2026-05-06", "2026-05-07", "2026-05-09", "2026-05-12")]
    [InlineData("2026-06-30", "2026-07-04", "2026-07-06", "2026-07-08", "2026-07-09")]
    [InlineData("2026-10-31", "2026-11-05", "2026-11-05", "2026-11-09", "2026-11-10")]
    [InlineData("2026-11-30", "2026-12-04", "2026-12-04", "2026-12-08", "2026-12-09")]
    [InlineData("2026-12-31", "2027-01-06", "2027-01-07", "2027-01-09", "2027-01-12")]
    public void AddWorkingDays_WageTermVector(string periodEnd, string fourth, string fourthNoSaturday, string seventh, string seventhNoSaturday)
    {
        var end = DateOnly.Parse(periodEnd);
        WageTerm.LastDay(end).ShouldBe(DateOnly.Parse(fourth));
        WageTerm.LastDay(end, 7).ShouldBe(DateOnly.Parse(seventh));
        end.AddWorkingDays(4, WorkingDayNotion.MondayToFriday).ShouldBe(DateOnly.Parse(fourthNoSaturday));
        end.AddWorkingDays(7, WorkingDayNotion.MondayToFriday).ShouldBe(DateOnly.Parse(seventhNoSaturday));
    }

    [Fact]
    public void WageTerm_BeyondSeventhDay() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WageTerm.LastDay(new(2026, 3, 31), 8));

    [Fact]
    public void WageTerm_DueOnSaturday_IsExecutedOnTheDayBeforeThatSettles() =>
        WageTerm.ExecuteBy(new(2026, 4, 4)).ShouldBe(new(2026, 4, 2));

    [Theory]
    [InlineData("2026-06-10", "2026-07-10")]
    [InlineData("2026-07-11", "2026-08-11")]
    [InlineData("2026-07-15", "2026-08-17")] // 15 August is a Saturday and a holiday
    [InlineData("2026-10-01", "2026-11-02")] // 1 November is a Sunday
    [InlineData("2026-01-31", "2026-03-02")] // 28 February is a Saturday
    public void ProceduralTerm_OneMonth(string act, string last) =>
        ProceduralTerm.EndOfMonths(DateOnly.Parse(act), 1).ShouldBe(DateOnly.Parse(last));

    [Theory]
    [InlineData("2026-11-20", 15, "2026-12-07")]
    [InlineData("2026-11-20", 3, "2026-11-23")]
    [InlineData("2026-12-17", 8, "2026-12-28")]
    public void ProceduralTerm_Days(string act, int days, string last) =>
        ProceduralTerm.EndOfDays(DateOnly.Parse(act), days).ShouldBe(DateOnly.Parse(last));

    [Fact]
    public void AddWorkingDays_Zero_StaysEvenOnASunday() =>
        new DateOnly(2026, 11, 22).AddWorkingDays(0, WorkingDayNotion.Target).ShouldBe(new(2026, 11, 22));

    [Fact]
    public void AddWorkingDays_LandsOnAWorkingDayThatManyLater() =>
        Properties.Hold(DayCountNotion, x =>
        {
            var landed = x.Day.AddWorkingDays(x.Count, x.Notion);
            return landed.IsWorkingDay(x.Notion) && x.Day.WorkingDaysUntil(landed, x.Notion) == x.Count;
        });

    [Fact]
    public void AddWorkingDays_BackFromAWorkingDay_Returns() =>
        Properties.Hold(DayCountNotion, x =>
        {
            var start = x.Day.FirstWorkingDayFrom(x.Notion);
            return start.AddWorkingDays(x.Count, x.Notion).AddWorkingDays(-x.Count, x.Notion) == start;
        });

    [Fact]
    public void NextWorkingDay_IsStrictlyLater_PreviousStrictlyEarlier() =>
        Properties.Hold(DayCountNotion, x =>
            x.Day.NextWorkingDay(x.Notion) > x.Day && x.Day.PreviousWorkingDay(x.Notion) < x.Day
            && x.Day.FirstWorkingDayFrom(x.Notion) == x.Day.AddDays(-1).NextWorkingDay(x.Notion));

    private static FsCheck.Gen<(DateOnly Day, int Count, WorkingDayNotion Notion)> DayCountNotion =>
        from day in Properties.Days(new(2000, 1, 1), new(2060, 12, 31))
        from count in Gen.Choose(1, 40)
        from notion in Gen.Elements(Enum.GetValues<WorkingDayNotion>())
        select (day, count, notion);
}
