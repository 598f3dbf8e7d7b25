using Smart.Shared.Legal;

namespace Smart.Shared.Tests.Legal.Rules;

public sealed class LegalRulesTest
{
    [Fact]
    public void IosClaim_CapsInterestAndPenaltyAtTenPercent()
    {
        var claim = IosRules.Claim(Money.Eur(1210_00), Money.Eur(15_66), Money.Eur(121_00), Money.Eur(40_00), Money.Zero);
        claim.Accessories.ShouldBe(Money.Eur(121_00));
        claim.Total.ShouldBe(Money.Eur(1371_00));
    }

    [Fact]
    public void IosClaim_BelowTheCap_IsWhole() =>
        IosRules.Claim(Money.Eur(1210_00), Money.Eur(15_66), Money.Zero, Money.Eur(40_00), Money.Eur(1_00)).Total.ShouldBe(Money.Eur(1266_66));

    [Fact]
    public void IosAccessoryCap_IsNeverAboveTenPercent() => IosRules.AccessoryCap(Money.Eur(1210_09)).ShouldBe(Money.Eur(121_00));

    [Fact]
    public void IosDates_RuleVector() =>
        IosRules.After(new(2026, 6, 10)).ShouldBe(new(new(2026, 7, 10), new(2026, 7, 18), new(2026, 7, 20)));

    [Theory]
    [InlineData(DebtorKind.Enterprise, true)]
    [InlineData(DebtorKind.PublicBody, false)]
    [InlineData(DebtorKind.Consumer, false)]
    public void Ios_OnlyBetweenEnterprises(DebtorKind debtor, bool open) => IosRules.IsOpenAgainst(debtor).ShouldBe(open);

    [Theory]
    [InlineData(LimitedClaim.Ordinary, "2036-03-31")]
    [InlineData(LimitedClaim.InterestAndPeriodic, "2031-03-31")]
    [InlineData(LimitedClaim.GoodsToConsumer, "2027-03-31")]
    [InlineData(LimitedClaim.ProfessionalFees, "2031-03-31")]
    [InlineData(LimitedClaim.LodgingAndFood, "2026-09-30")]
    public void Limitation_RuleVector(LimitedClaim claim, string last) =>
        Limitation.LastSafeDay(claim, new(2026, 3, 31)).ShouldBe(DateOnly.Parse(last));

    [Fact]
    public void Limitation_HasARuleForEachClaim() =>
        Limitation.All.Select(rule => rule.Claim).ShouldBe(Enum.GetValues<LimitedClaim>());

    [Theory]
    [InlineData("2027-03-31", "2027-03-01", "2028-03-01")]
    [InlineData("2036-03-31", "2027-03-01", "2036-03-31")] // never shorter
    [InlineData("2027-03-31", "2027-04-01", "2027-03-31")] // too late
    public void Limitation_AfterFormalLetter(string lastSafe, string letter, string expected) =>
        Limitation.AfterFormalLetter(DateOnly.Parse(lastSafe), DateOnly.Parse(letter)).ShouldBe(DateOnly.Parse(expected));

    [Theory]
    [InlineData(1210_00, 210_00)]
    [InlineData(605_00, 105_00)]
    [InlineData(121_00, 21_00)]
    [InlineData(0, 0)]
    public void BadDebtVat_RuleVector(long part, long vat) =>
        BadDebtVat.In(Money.Eur(part), Money.Eur(1210_00), Money.Eur(210_00)).ShouldBe(Money.Eur(vat));

    [Fact]
    public void BadDebtVat_MoreThanTheInvoice_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => BadDebtVat.In(Money.Eur(1210_01), Money.Eur(1210_00), Money.Eur(210_00)));
}
