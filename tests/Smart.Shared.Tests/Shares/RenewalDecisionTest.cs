using Smart.Shared.Calendar;
using Smart.Shared.Shares;

namespace Smart.Shared.Tests.Shares;

public sealed class RenewalDecisionTest
{
    private static readonly DateOnly EndOf2026 = new(2026, 12, 31);
    private static readonly SharePolicy Policy = SharePolicy.On(new(2026, 12, 1));

    [Fact]
    public void BeforeTheSeason_Waits() =>
        Decide(EndOf2026, null, new(2026, 11, 30)).ShouldBe(Wait(new(2026, 12, 1)));

    [Fact]
    public void OnTheFirstOfDecember_Asks() => Decide(EndOf2026, null, new(2026, 12, 1)).Action.ShouldBe(RenewalAction.Request);

    [Fact]
    public void AfterTheRequest_WaitsForTheReminder() =>
        Decide(EndOf2026, Asked(new(2026, 12, 1)), new(2026, 12, 2)).ShouldBe(Wait(new(2026, 12, 18)));

    [Theory]
    [InlineData("2026-12-18")]
    [InlineData("2026-12-23")] // a missed day heals
    public void FourteenDaysBeforeTheYear_Reminds(string day) =>
        Decide(EndOf2026, Asked(new(2026, 12, 1)), DateOnly.Parse(day)).Action.ShouldBe(RenewalAction.Remind);

    [Fact]
    public void AskedLate_LeavesAWeekBeforeTheReminder()
    {
        Decide(EndOf2026, Asked(new(2026, 12, 15)), new(2026, 12, 18)).ShouldBe(Wait(new(2026, 12, 22)));
        Decide(EndOf2026, Asked(new(2026, 12, 29)), new(2026, 12, 30)).ShouldBe(Wait(new(2027, 1, 1)), "no room for a reminder");
    }

    [Fact]
    public void Reminded_IsRemindedOnce()
    {
        var reminded = Asked(new(2026, 12, 1)) with { RemindedOn = new(2026, 12, 18) };
        Decide(EndOf2026, reminded, new(2026, 12, 20)).ShouldBe(Wait(new(2027, 1, 1)));
    }

    [Theory]
    [InlineData("2026-12-02")]
    [InlineData("2027-01-04")]
    public void PaidForTheYear_IsCovered(string day) =>
        Decide(new(2027, 12, 31), Asked(new(2026, 12, 1)), DateOnly.Parse(day)).Action.ShouldBe(RenewalAction.Cover);

    [Fact]
    public void NotPaidOnTheFirstOfJanuary_Lapses() =>
        Decide(EndOf2026, Asked(new(2026, 12, 1)), new(2027, 1, 1)).Action.ShouldBe(RenewalAction.Lapse);

    [Fact]
    public void Closed_StaysClosed()
    {
        var lapsed = Asked(new(2026, 12, 1)) with { State = RenewalState.Lapsed, ClosedOn = new(2027, 1, 1) };
        Decide(new(2027, 12, 31), lapsed, new(2027, 1, 8)).Action.ShouldBe(RenewalAction.End);
    }

    [Theory]
    [InlineData("2026-11-30", "08:30", new[] { 2026 })]
    [InlineData("2026-12-01", "07:59", new int[0])] // before the business hour
    [InlineData("2026-12-01", "08:00", new[] { 2026, 2027 })]
    [InlineData("2026-12-05", "09:00", new int[0])] // a Saturday
    [InlineData("2027-01-01", "09:00", new int[0])] // a holiday
    [InlineData("2027-01-04", "09:00", new[] { 2027 })]
    public void Run_IsInSeason(string day, string time, int[] years) =>
        RenewalRuns.YearsInSeason(DateOnly.Parse(day), TimeOnly.Parse(time)).ShouldBe(years);

    [Fact]
    public void Policy_OfToday_IsThirtyEuroAShare()
    {
        Policy.Price.ShouldBe(Money.Eur(3000));
        Policy.RenewalOpens(2027).ShouldBe(new(2026, 12, 1));
    }

    private static RenewalStep Decide(DateOnly? coveredUntil, RenewalRow? renewal, DateOnly today) =>
        RenewalDecision.Decide(2027, coveredUntil, renewal, Policy, today);

    private static RenewalStep Wait(DateOnly day) => new(RenewalAction.Wait, BusinessClock.InstantOf(day, new(8, 0)));

    private static RenewalRow Asked(DateOnly on) => new()
    {
        PartitionKey = "m",
        RowKey = RenewalKeys.Renewal("m", 2027),
        Year = 2027,
        State = RenewalState.Requested,
        RequestedOn = on,
    };
}
