using FsCheck.Fluent;
using Smart.Shared.Invoicing;

namespace Smart.Shared.Tests.Invoicing;

public sealed class InvoiceTotalsTest
{
    [Fact]
    public void Of_WorkedMixedInvoice()
    {
        var totals = InvoiceTotals.Of(
            [new(8, 62.50m, VatCategory.S, 21), new(3, 10.02m, VatCategory.S, 21), new(1, 250, VatCategory.S, 6), new(1, 400, VatCategory.E, 0)],
            [new(Money.Eur(50_00), VatCategory.S, 21)],
            Money.Eur(200_00));

        totals.LineTotal.ShouldBe(Money.Eur(1180_06));
        totals.Allowances.ShouldBe(Money.Eur(50_00));
        totals.TaxExclusive.ShouldBe(Money.Eur(1130_06));
        totals.Subtotals.ShouldBe(
        [
            new(VatCategory.S, 21, Money.Eur(480_06), Money.Eur(100_81)),
            new(VatCategory.S, 6, Money.Eur(250_00), Money.Eur(15_00)),
            new(VatCategory.E, 0, Money.Eur(400_00), Money.Zero),
        ]);
        totals.Vat.ShouldBe(Money.Eur(115_81));
        totals.TaxInclusive.ShouldBe(Money.Eur(1245_87));
        totals.Payable.ShouldBe(Money.Eur(1045_87));
    }

    [Fact]
    public void Of_ThreeLinesOfOneRate_RoundsOnceOnTheDocument()
    {
        var line = new InvoiceLineAmounts(1, 10.02m, VatCategory.S, 21);
        InvoiceTotals.Of([line, line, line]).Vat.ShouldBe(Money.Eur(6_31));
    }

    [Fact]
    public void Of_RatesWrittenWithDecimals_AreOneRate() =>
        InvoiceTotals.Of([new(1, 10, VatCategory.S, 21m), new(1, 10, VatCategory.S, 21.00m)]).Subtotals.Count.ShouldBe(1);

    [Fact]
    public void Of_NoLines_IsZero() => InvoiceTotals.Of([]).Payable.ShouldBe(Money.Zero);

    [Theory]
    [InlineData("0.5", "0.01", 1)]
    [InlineData("3", "33.333", 100_00)]
    [InlineData("7.6", "85.125", 646_95)]
    public void Net_RoundsHalfUp(string quantity, string price, long cents) =>
        new InvoiceLineAmounts(decimal.Parse(quantity), decimal.Parse(price), VatCategory.S, 21).Net.ShouldBe(Money.Eur(cents));

    [Fact]
    public void Net_BeyondAllMeasure_Throws() =>
        Should.Throw<OverflowException>(() => new InvoiceLineAmounts(decimal.MaxValue, 2, VatCategory.S, 21).Net);

    [Fact]
    public void Of_AnyLines_KeepsTheSums() => Properties.Hold(Documents, x =>
    {
        var totals = InvoiceTotals.Of(x.Lines, x.Allowances, x.Prepaid);
        return totals.LineTotal == x.Lines.Sum(line => line.Net) // BR-CO-10
            && totals.Allowances == x.Allowances.Sum(allowance => allowance.Amount) // BR-CO-11
            && totals.TaxExclusive == totals.LineTotal - totals.Allowances // BR-CO-13
            && totals.Subtotals.Sum(subtotal => subtotal.Base) == totals.TaxExclusive
            && totals.Vat == totals.Subtotals.Sum(subtotal => subtotal.Vat) // BR-CO-14
            && totals.TaxInclusive == totals.TaxExclusive + totals.Vat // BR-CO-15
            && totals.Payable == totals.TaxInclusive - x.Prepaid // BR-CO-16
            && totals.Subtotals.All(s => Math.Abs(s.Vat.ToDecimal() - (s.Base.ToDecimal() * s.Rate / 100)) <= 0.005m); // BR-CO-17
    });

    [Fact]
    public void Of_LinesInAnotherOrder_IsTheSame() => Properties.Hold(Documents, x =>
    {
        var (totals, reversed) = (InvoiceTotals.Of(x.Lines), InvoiceTotals.Of([.. x.Lines.AsEnumerable().Reverse()]));
        return totals.Subtotals.SequenceEqual(reversed.Subtotals) && totals.Payable == reversed.Payable;
    });

    [Theory]
    [InlineData(VatCategory.S, "21", true)]
    [InlineData(VatCategory.S, "21.00", true)]
    [InlineData(VatCategory.S, "12", true)]
    [InlineData(VatCategory.S, "6", true)]
    [InlineData(VatCategory.S, "0", false)]
    [InlineData(VatCategory.S, "19", false)]
    [InlineData(VatCategory.S, "-21", false)]
    [InlineData(VatCategory.E, "0", true)]
    [InlineData(VatCategory.E, "6", false)]
    [InlineData(VatCategory.AE, "0", true)]
    [InlineData(VatCategory.Z, "21", false)]
    [InlineData((VatCategory)99, "0", false)]
    public void VatRates_Accepts(VatCategory category, string rate, bool accepted) =>
        VatRates.Accepts(category, decimal.Parse(rate), new(2026, 11, 21)).ShouldBe(accepted);

    [Fact]
    public void VatRates_OnADay() => VatRates.On(new(2026, 11, 21)).ShouldBe([21m, 12m, 6m]);

    private static FsCheck.Gen<(VatCategory Category, decimal Rate)> Rates =>
        Gen.Elements((VatCategory.S, 21m), (VatCategory.S, 12m), (VatCategory.S, 6m), (VatCategory.E, 0m), (VatCategory.AE, 0m));

    private static FsCheck.Gen<(List<InvoiceLineAmounts> Lines, List<DocumentAllowance> Allowances, Money Prepaid)> Documents
    {
        get
        {
            var lines = from rate in Rates
                        from quantity in Gen.Choose(1, 99_999)
                        from price in Gen.Choose(0, 999_999)
                        select new InvoiceLineAmounts(quantity / 100m, price / 1000m, rate.Category, rate.Rate);
            var allowances = from rate in Rates
                             from cents in Gen.Choose(0, 99_999)
                             select new DocumentAllowance(Money.Eur(cents), rate.Category, rate.Rate);
            return from l in lines.ListOf()
                   from a in allowances.ListOf()
                   from prepaid in Gen.Choose(0, 99_999)
                   select (l.ToList(), a.ToList(), Money.Eur(prepaid));
        }
    }
}
