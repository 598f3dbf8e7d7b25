using FsCheck.Fluent;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Tests.LatePayment;

public sealed class InterestCalculatorTest
{
    private static readonly DateOnly March31 = new(2026, 3, 31);

    [Theory]
    [InlineData("A", 1210_00, "2026-03-31", "2026-05-15", 15_66)]
    [InlineData("B", 5000_00, "2024-11-30", "2025-02-14", 123_97)]
    [InlineData("C", 12345_67, "2025-05-31", "2026-02-10", 915_78)]
    [InlineData("D", 2500_00, "2023-05-15", "2024-03-10", 244_25)]
    [InlineData("E", 847_00, "2016-05-31", "2016-08-31", 17_43)]
    [InlineData("F", 100_00, "2026-03-31", "2026-04-01", 3)]
    [InlineData("G", 1210_00, "2026-03-31", "2026-03-31", 0)]
    [InlineData("paid early", 1210_00, "2026-03-31", "2026-03-01", 0)]
    public void Between_RuleVector(string example, long principal, string due, string paid, long interest) =>
        Calculator().Between(Money.Eur(principal), DateOnly.Parse(due), DateOnly.Parse(paid)).Total.ShouldBe(Money.Eur(interest), example);

    [Fact]
    public void Between_ExampleA_Exact()
    {
        var result = Calculator().Between(Money.Eur(1210_00), March31, new(2026, 5, 15));
        decimal.Round(result.Exact, 6).ShouldBe(15.663699m);
        result.Segments.Single().Days.ShouldBe(45);
        result.IsProvisional.ShouldBeFalse();
        (Money.Eur(1210_00) + result.Total + FixedSum.For(DebtorKind.Enterprise)).ShouldBe(Money.Eur(1265_66));
        decimal.Round(Calculator().Accrue(Money.Eur(1210_00), March31, new(2026, 4, 1)), 6).ShouldBe(0.348082m);
    }

    [Fact]
    public void Between_ExampleC_SplitsAtHalfYears()
    {
        var result = Calculator().Between(Money.Eur(12345_67), new(2025, 5, 31), new(2026, 2, 10));
        result.Segments.Select(segment => (segment.Days, segment.Percent, decimal.Round(segment.Exact, 6))).ShouldBe(
            [(30, 11.5m, 116.691949m), (184, 10.5m, 653.474916m), (41, 10.5m, 145.611258m)]);
        result.Segments.Sum(segment => Money.EurRounded(segment.Exact)).ShouldBe(Money.Eur(915_77), "rounding per segment loses a cent");
    }

    [Theory]
    [InlineData("2024-11-30", "2025-02-14", 5000_00, "31 x 12.5 = 53.082192, 45 x 11.5 = 70.890411")]
    [InlineData("2023-05-15", "2024-03-10", 2500_00, "46 x 10.5 = 33.082192, 184 x 12.0 = 151.232877, 70 x 12.5 = 59.931507")]
    [InlineData("2016-05-31", "2016-08-31", 847_00, "30 x 8.5 = 5.917397, 62 x 8.0 = 11.509918")]
    public void Between_RuleVector_Segments(string due, string paid, long principal, string segments)
    {
        var result = Calculator().Between(Money.Eur(principal), DateOnly.Parse(due), DateOnly.Parse(paid));
        string.Join(", ", result.Segments.Select(s => $"{s.Days} x {s.Percent:0.0} = {s.Exact:0.000000}")).ShouldBe(segments);
    }

    [Fact]
    public void Between_PaymentDayExcluded() =>
        Calculator(new() { IncludePaymentDay = false }).Between(Money.Eur(1210_00), March31, new(2026, 5, 15)).Total.ShouldBe(Money.Eur(15_32));

    [Fact]
    public void Between_OtherDayBases()
    {
        Calculator(new() { Basis = DayBasis.Act360 }).Between(Money.Eur(1210_00), March31, new(2026, 5, 15)).Exact.ShouldBe(15.88125m);
        Calculator(new() { Basis = DayBasis.ActAct }).Between(Money.Eur(5000_00), new(2024, 11, 30), new(2025, 2, 14)).Total.ShouldBe(Money.Eur(123_83));
    }

    [Fact]
    public void Between_PartPayment_InterestFirst()
    {
        var untilPayment = Calculator().Between(Money.Eur(1210_00), March31, new(2026, 4, 30)).Total;
        var imputation = Imputation.Of(Money.Eur(600_00), untilPayment, Money.Eur(1210_00), ImputationOrder.InterestFirst);
        imputation.ShouldBe(new(Money.Eur(10_44), Money.Eur(589_56), Money.Zero));
        var balance = Money.Eur(1210_00) - imputation.ToPrincipal;
        balance.ShouldBe(Money.Eur(620_44));
        Calculator().Between(balance, new(2026, 4, 30), new(2026, 5, 31)).Total.ShouldBe(Money.Eur(5_53));
    }

    [Fact]
    public void Between_PartPayment_PrincipalFirst()
    {
        var imputation = Imputation.Of(Money.Eur(600_00), Money.Eur(10_44), Money.Eur(1210_00), ImputationOrder.PrincipalFirst);
        imputation.ShouldBe(new(Money.Zero, Money.Eur(600_00), Money.Zero));
        var result = Calculator().Between(Money.Eur(1210_00), March31, new(2026, 5, 31), [new(new(2026, 4, 30), Money.Eur(610_00))]);
        result.Segments.Select(segment => (segment.Days, Money.EurRounded(segment.Exact))).ShouldBe([(30, Money.Eur(10_44)), (31, Money.Eur(5_44))]);
    }

    [Fact]
    public void Between_PaymentBeforeTheDueDate_ReducesFromTheStart()
    {
        var segment = Calculator().Between(Money.Eur(1210_00), March31, new(2026, 5, 15), [new(new(2026, 3, 1), Money.Eur(605_00))]).Segments.Single();
        segment.Days.ShouldBe(45);
        segment.Principal.ShouldBe(Money.Eur(605_00));
    }

    [Fact]
    public void Between_TwoPaymentsOnTheDueDate_CountTheLastPrincipal() =>
        Calculator().Between(Money.Eur(1210_00), March31, new(2026, 5, 15), [new(March31, Money.Eur(605_00)), new(March31, Money.Zero)]).Total.ShouldBe(Money.Zero);

    [Fact]
    public void Between_RateNotPublished_IsProvisional() =>
        Calculator().Between(Money.Eur(100_00), new(2026, 6, 30), new(2026, 7, 1)).IsProvisional.ShouldBeTrue();

    [Fact]
    public void Between_RateNotKnown_IsRefused() =>
        Should.Throw<RateNotKnownException>(() => Calculator().Between(Money.Eur(100_00), new(2026, 12, 1), new(2027, 1, 1)));

    [Theory]
    [InlineData(DebtorKind.Enterprise, null, 10.5)]
    [InlineData(DebtorKind.Enterprise, 8.0, 8.0)]
    [InlineData(DebtorKind.Enterprise, 12.0, 12.0)]
    [InlineData(DebtorKind.PublicBody, null, 10.5)]
    [InlineData(DebtorKind.PublicBody, 5.0, 10.5)]
    [InlineData(DebtorKind.PublicBody, 12.0, 12.0)]
    [InlineData(DebtorKind.Consumer, null, 0.0)]
    [InlineData(DebtorKind.Consumer, 5.0, 5.0)]
    [InlineData(DebtorKind.Consumer, 12.0, 10.5)]
    public void ContractRate_ByRegime(DebtorKind debtor, double? contract, double applied) =>
        Calculator(new() { Debtor = debtor, ContractPercent = (decimal?)contract })
            .Between(Money.Eur(100_00), March31, new(2026, 4, 30)).Segments.Single().Percent.ShouldBe((decimal)applied);

    [Fact]
    public void Extend_InSteps_EqualsOnePeriod()
    {
        var days = Properties.Days(new(2013, 1, 1), new(2026, 12, 31));
        var cases = from a in days
                    from b in days
                    from c in days
                    from cents in Gen.Choose(1, 5_000_000)
                    select (Dates: new[] { a, b, c }.Order().ToArray(), Principal: Money.Eur(cents));
        Properties.Hold(cases, x =>
        {
            var whole = Calculator().Accrue(x.Principal, x.Dates[0], x.Dates[2]);
            var first = Calculator().Extend(new(0m, x.Dates[0]), x.Principal, x.Dates[1]);
            var second = Calculator().Extend(first, x.Principal, x.Dates[2]);
            return second.Through == x.Dates[2] && Math.Abs(second.ExactEuros - whole) < 0.000000000001m
                && Calculator().Extend(second, x.Principal, x.Dates[1]) == second;
        });
    }

    [Fact]
    public void Between_DaysOfSegments_AreTheDaysBetween()
    {
        var days = Properties.Days(new(2013, 1, 1), new(2026, 12, 31));
        Properties.Hold(from a in days from b in days select (a, b), x =>
            Calculator().Between(Money.Eur(1), x.a, x.b).Segments.Sum(segment => segment.Days) == Math.Max(0, x.b.DayNumber - x.a.DayNumber));
    }

    [Fact]
    public void Imputation_NeitherLosesNorMakesMoney()
    {
        var cents = Gen.Choose(0, 1_000_000).Select(c => Money.Eur(c));
        var cases = from payment in cents
                    from interest in cents
                    from principal in cents
                    from order in Gen.Elements(Enum.GetValues<ImputationOrder>())
                    select (payment, interest, principal, order);
        Properties.Hold(cases, x =>
        {
            var imputation = Imputation.Of(x.payment, x.interest, x.principal, x.order);
            return imputation.ToInterest + imputation.ToPrincipal + imputation.Rest == x.payment
                && imputation.ToInterest <= x.interest && imputation.ToPrincipal <= x.principal
                && (imputation.Rest.IsZero || x.payment >= x.interest + x.principal);
        });
    }

    private static InterestCalculator Calculator(InterestSettings? settings = null) => new(StatutoryRates.Current, settings ?? new());
}
