using FsCheck.Fluent;
using Smart.Shared.Members;
using Smart.Shared.Shares;

namespace Smart.Shared.Tests.Shares;

public sealed class ShareCoverageTest
{
    [Theory]
    [InlineData("2021-05-04", 3, "2023-12-31")]
    [InlineData("2017-01-02", 17, "2033-12-31")]
    [InlineData("2026-12-31", 1, "2026-12-31")]
    public void CoveredUntil_RuleVector(string bought, int shares, string until) =>
        ShareCoverage.Of([new(DateOnly.Parse(bought), shares)]).CoveredUntil.ShouldBe(DateOnly.Parse(until));

    [Fact]
    public void Coverage_Member42_LapsesAndRenews()
    {
        var first = new SharePurchase(new(2025, 3, 10), 2);
        var before = ShareCoverage.Of([first]);
        before.IsCovered(new(2025, 3, 9)).ShouldBeFalse();
        before.IsCovered(new(2025, 3, 10)).ShouldBeTrue();
        before.StatusOn(new(2026, 12, 31)).ShouldBe(ShareStatus.Covered);
        before.StatusOn(new(2027, 1, 1)).ShouldBe(ShareStatus.RenewalDue);

        var after = ShareCoverage.Of([first, new(new(2027, 1, 8), 1)]);
        after.IsCovered(new(2027, 1, 7)).ShouldBeFalse("the money had not come");
        after.IsCovered(new(2027, 1, 8)).ShouldBeTrue();
        after.CoveredUntil.ShouldBe(new(2027, 12, 31));
    }

    [Fact]
    public void Coverage_BoughtWhileCovered_Extends()
    {
        var coverage = ShareCoverage.Of([new(new(2026, 11, 20), 1), new(new(2026, 12, 15), 1)]);
        coverage.CoveredUntil.ShouldBe(new(2027, 12, 31));
        coverage.IsCovered(new(2027, 1, 1)).ShouldBeTrue();
    }

    [Fact]
    public void Coverage_SkippedYears_AreNotPaidFor()
    {
        var coverage = ShareCoverage.Of([new(new(2021, 2, 1), 1), new(new(2025, 6, 1), 2)]);
        coverage.CoveredUntil.ShouldBe(new(2026, 12, 31));
        coverage.IsCovered(new(2023, 6, 1)).ShouldBeFalse();
        coverage.IsCovered(new(2025, 5, 31)).ShouldBeFalse();
    }

    [Fact]
    public void Coverage_NoShare()
    {
        var coverage = ShareCoverage.Of([]);
        coverage.CoveredUntil.ShouldBeNull();
        coverage.StatusOn(new(2026, 1, 1)).ShouldBe(ShareStatus.None);
    }

    [Fact]
    public void Of_PurchaseOfNothing_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ShareCoverage.Of([new(new(2026, 1, 1), 0)]));

    [Fact]
    public void Coverage_YearsCovered_AreTheSharesBought()
    {
        var purchases = from day in Properties.Days(new(2017, 1, 1), new(2030, 12, 31)) from shares in Gen.Choose(1, 5) select new SharePurchase(day, shares);
        Properties.Hold(purchases.ListOf(), bought =>
        {
            var coverage = ShareCoverage.Of(bought);
            var years = Enumerable.Range(2017, 1000).Count(year => coverage.IsCovered(new(year, 12, 31)));
            return years == bought.Sum(purchase => purchase.Shares) && bought.All(purchase => coverage.IsCovered(purchase.ValueDate));
        });
    }

    [Theory]
    [InlineData(1, "2027-06-01", ShareGateDecision.NotNeeded)]
    [InlineData(3, "2027-06-01", ShareGateDecision.NotNeeded)]
    [InlineData(4, "2026-06-01", ShareGateDecision.Covered)]
    [InlineData(4, "2027-01-01", ShareGateDecision.ShareRequired)]
    [InlineData(40, "2025-03-09", ShareGateDecision.ShareRequired)]
    public void Gate_FromTheFourthContract(int ordinal, string day, ShareGateDecision decision) =>
        ShareGate.Decide(ordinal, ShareCoverage.Of([new(new(2025, 3, 10), 2)]).IsCovered(DateOnly.Parse(day))).ShouldBe(decision);

    [Fact]
    public void Gate_OrdinalZero_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ShareGate.Decide(0, isCovered: false));
}
