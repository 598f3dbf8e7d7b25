using Smart.Shared.Dunning;

namespace Smart.Shared.Tests.Dunning;

public class BankFreshnessRuleTest
{
    private static readonly DateOnly Tuesday = new(2026, 4, 7);

    [Theory]
    [InlineData(2, true)] // Thursday before Easter: two working days before the Tuesday after it
    [InlineData(1, false)]
    public void WorkingDays_SkipTheWeekendAndEasterMonday(int april, bool isFresh) =>
        BankFreshnessRule.IsFresh([new DateOnly(2026, 4, april)], Tuesday, 2).ShouldBe(isFresh);

    [Fact]
    public void OldestAccount_Decides() => BankFreshnessRule.IsFresh([Tuesday, new DateOnly(2026, 3, 31)], Tuesday, 2).ShouldBeFalse();

    [Fact]
    public void NoAccount_IsStale() => BankFreshnessRule.IsFresh([], Tuesday, 2).ShouldBeFalse();

    [Fact]
    public void AccountNeverKnown_IsStale() => BankFreshnessRule.IsFresh([Tuesday, null], Tuesday, 2).ShouldBeFalse();
}
