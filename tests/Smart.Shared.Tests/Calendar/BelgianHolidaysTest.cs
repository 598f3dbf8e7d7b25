using System.Text.Json;
using Smart.Shared.Calendar;

namespace Smart.Shared.Tests.Calendar;

public sealed class BelgianHolidaysTest
{
    [Theory]
    [InlineData("2025-04-20", "2025-04-21", "2025-05-29", "2025-06-09")]
    [InlineData("2026-04-05", "2026-04-06", "2026-05-14", "2026-05-25")]
    [InlineData("2027-03-28", "2027-03-29", "2027-05-06", "2027-05-17")]
    [InlineData("2028-04-16", "2028-04-17", "2028-05-25", "2028-06-05")]
    public void Of_MovableFeasts(string easter, string monday, string ascension, string whitMonday)
    {
        var sunday = DateOnly.Parse(easter);
        BelgianHolidays.Easter(sunday.Year).ShouldBe(sunday);
        BelgianHolidays.Of(sunday.Year).ShouldBe(
        [
            new(sunday.Year, 1, 1), DateOnly.Parse(monday), new(sunday.Year, 5, 1), DateOnly.Parse(ascension), DateOnly.Parse(whitMonday),
            new(sunday.Year, 7, 21), new(sunday.Year, 8, 15), new(sunday.Year, 11, 1), new(sunday.Year, 11, 11), new(sunday.Year, 12, 25),
        ]);
    }

    [Theory]
    [InlineData(2, 11)]
    [InlineData(3, 4)]
    [InlineData(11, 2)]
    [InlineData(11, 7)]
    [InlineData(27, 9)]
    [InlineData(15, 11)]
    [InlineData(26, 12)]
    public void Contains_NotALegalHoliday(int day, int month) => BelgianHolidays.Contains(new(2026, month, day)).ShouldBeFalse();

    [Theory]
    [InlineData(1961, "1961-04-02")]
    [InlineData(2008, "2008-03-23")]
    [InlineData(2011, "2011-04-24")]
    [InlineData(2038, "2038-04-25")]
    public void Easter_Extremes(int year, string expected) => BelgianHolidays.Easter(year).ShouldBe(DateOnly.Parse(expected));

    [Theory]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void Of_SamplesOfOthers(int year)
    {
        using var samples = JsonDocument.Parse(SampleData.Read($"holidays/date-holidays/BE-{year}.json"));
        BelgianHolidays.Of(year).ShouldBe(samples.RootElement.EnumerateArray()
            .Where(day => day.GetProperty("type").GetString() == "public")
            .Select(day => DateOnly.Parse(day.GetProperty("date").GetString()![..10])));
    }

    [Fact]
    public void Of_AnyYear_IsTenDaysInOrder()
    {
        foreach (var year in Enumerable.Range(1975, 150))
        {
            BelgianHolidays.Of(year).Distinct().Count().ShouldBeGreaterThanOrEqualTo(9);
            BelgianHolidays.Of(year).Count.ShouldBe(10);
            BelgianHolidays.Easter(year).DayOfWeek.ShouldBe(DayOfWeek.Sunday);
        }
    }
}
