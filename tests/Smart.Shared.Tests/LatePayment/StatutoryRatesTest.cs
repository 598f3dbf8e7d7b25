using System.Globalization;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Tests.LatePayment;

public sealed class StatutoryRatesTest
{
    [Theory]
    [InlineData("2013-01-01", 9.0)]
    [InlineData("2013-07-01", 8.5)]
    [InlineData("2016-06-30", 8.5)]
    [InlineData("2016-07-01", 8.0)]
    [InlineData("2022-12-31", 8.0)]
    [InlineData("2023-01-01", 10.5)]
    [InlineData("2023-07-01", 12.0)]
    [InlineData("2024-06-30", 12.5)]
    [InlineData("2024-12-31", 12.5)]
    [InlineData("2025-01-01", 11.5)]
    [InlineData("2025-07-01", 10.5)]
    [InlineData("2026-06-30", 10.5)]
    [InlineData("2026-12-31", 10.5)]
    public void RateOn_RuleVector(string day, double percent) =>
        StatutoryRates.Current.RateOn(DateOnly.Parse(day)).Percent.ShouldBe((decimal)percent);

    [Fact]
    public void All_IsCompleteFrom2013To2026()
    {
        var all = StatutoryRates.Current.All;
        all[0].HalfYear.ShouldBe(new(2013, 1));
        all[^1].HalfYear.ShouldBe(new(2026, 2));
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First.HalfYear.Next == pair.Second.HalfYear);
    }

    [Fact]
    public void All_OnlyTheUnpublishedRate_IsProvisional() =>
        StatutoryRates.Current.All.Where(rate => rate.Status == RateStatus.Provisional).Select(rate => rate.HalfYear).ShouldBe([new(2026, 2)]);

    [Theory]
    [InlineData("2012-12-31")]
    [InlineData("2027-01-01")]
    public void RateOn_OutsideTheTable_IsRefused(string day)
    {
        StatutoryRates.Current.TryRateOn(DateOnly.Parse(day), out _).ShouldBeFalse();
        Should.Throw<RateNotKnownException>(() => StatutoryRates.Current.RateOn(DateOnly.Parse(day))).Day.ShouldBe(DateOnly.Parse(day));
    }

    [Fact]
    public void CarriedOnTo_NextYear_IsProvisionalUntilPublished()
    {
        var carried = StatutoryRates.Current.CarriedOnTo(new(2027, 8, 1));
        carried.RateOn(new(2027, 12, 31)).ShouldBe(new(new(2027, 2), 10.5m, RateStatus.Provisional, "carried on from 2026-2"));
        carried.Version.ShouldNotBe(StatutoryRates.Current.Version);
        var published = carried.With(new(new(2027, 1), 11m, RateStatus.Published, "Moniteur belge"), "2027-03-15");
        published.RateOn(new(2027, 1, 1)).Percent.ShouldBe(11m);
        published.RateOn(new(2027, 7, 1)).Percent.ShouldBe(10.5m);
    }

    [Fact]
    public void CarriedOnTo_ADayOfTheTable_ChangesNothing() =>
        StatutoryRates.Current.CarriedOnTo(new(2026, 12, 31)).ShouldBeSameAs(StatutoryRates.Current);

    [Theory]
    [InlineData(0.05, 8.5)]
    [InlineData(0.00, 8.0)]
    [InlineData(2.50, 10.5)]
    [InlineData(4.00, 12.0)]
    [InlineData(4.50, 12.5)]
    [InlineData(4.25, 12.5)]
    [InlineData(3.15, 11.5)]
    [InlineData(2.15, 10.5)]
    [InlineData(2.40, 10.5)]
    [InlineData(2.65, 11.0)]
    public void FromRefinancingRate_RuleVector(double refinancing, double percent) =>
        StatutoryRates.FromRefinancingRate((decimal)refinancing).ShouldBe((decimal)percent);

    [Theory]
    [InlineData(2015, 2.5)]
    [InlineData(2016, 2.25)]
    [InlineData(2019, 2.0)]
    [InlineData(2021, 1.75)]
    [InlineData(2022, 1.5)]
    [InlineData(2023, 5.25)]
    [InlineData(2024, 5.75)]
    [InlineData(2025, 4.5)]
    [InlineData(2026, 4.5)]
    public void CivilRate_RuleVector(int year, double percent) => CivilRates.PercentOn(new(year, 7, 1)).ShouldBe((decimal)percent);

    [Fact]
    public void CivilRate_OutsideTheTable_IsRefused() =>
        Should.Throw<RateNotKnownException>(() => CivilRates.PercentOn(new(2014, 12, 31)));

    [Fact]
    public void RateOn_SamplesOfOthers()
    {
        var rows = Rows("rates/be-late-payment-b2b.csv").Where(row => string.CompareOrdinal(row[0], "2013-1") >= 0 && !row[4].Contains("before")).ToArray();
        rows.Length.ShouldBeGreaterThan(20);
        foreach (var row in rows)
            StatutoryRates.Current.RateOn(DateOnly.Parse(row[1])).Percent.ShouldBe(decimal.Parse(row[3], CultureInfo.InvariantCulture), row[0]);
    }

    [Fact]
    public void CivilRate_SamplesOfOthers()
    {
        foreach (var row in Rows("rates/be-legal-rate-civil-b2c.csv").Where(row => int.Parse(row[0]) >= 2015))
            CivilRates.PercentOn(new(int.Parse(row[0]), 1, 1)).ShouldBe(decimal.Parse(row[1]), row[0]);
    }

    [Fact]
    public void FromRefinancingRate_SamplesOfOthers_GiveTheTable()
    {
        var changes = Rows("rates/ecb-main-refinancing-rate.csv").Select(row => (From: DateOnly.Parse(row[0]), Percent: decimal.Parse(row[2]))).ToArray();
        foreach (var rate in StatutoryRates.Current.All.Where(rate => rate.HalfYear.From >= changes[0].From && rate.Status == RateStatus.Published))
            StatutoryRates.FromRefinancingRate(changes.Last(change => change.From <= rate.HalfYear.From).Percent).ShouldBe(rate.Percent, rate.ToString());
    }

    private static IEnumerable<string[]> Rows(string path) =>
        SampleData.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(line => line.Split(','));
}
