using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Tests.Invoicing;

public class InvoiceRulesTest
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly NewInvoiceLine Line = new("Développement web", 8m, LineUnit.Hour, 62.50m, VatCategory.S, 21m, null);

    private static readonly NewInvoice Asked = new()
    {
        MemberId = "m",
        ContractOrdinal = 1,
        DebtorId = "d",
        Lines = [Line],
        SupplyOn = new DateOnly(2026, 2, 28),
    };

    [Fact]
    public void Invoice_OfMixedRates_IsTotalledToTheCent()
    {
        var content = Check(Asked with
        {
            Lines =
            [
                Line,
                new("Déplacement", 3m, LineUnit.Piece, 10.02m, VatCategory.S, 21m, null),
                new("Droits d’auteur", 1m, LineUnit.FlatFee, 250m, VatCategory.S, 6m, null),
                new("Formation", 1m, LineUnit.Day, 400m, VatCategory.E, 0m, "art. 44, § 2, 4°"),
            ],
        }).Value;

        content.Net.ShouldBe(Money.Eur(118_006));
        content.Vat.ShouldBe(Money.Eur(11_131 + 1_500));
        content.Payable.ShouldBe(Money.Eur(130_637));
        content.Subject.ShouldBe("Développement web");
    }

    [Fact]
    public void Lines_Missing_AreRefused() => RefusalOf(Asked with { Lines = [] }).ShouldBe(("lines-required", "lines"));

    [Fact]
    public void Lines_OverTwoHundred_AreRefused() =>
        RefusalOf(Asked with { Lines = [.. Enumerable.Repeat(Line, 201)] }).ShouldBe(("too-many-lines", "lines"));

    [Fact]
    public void Lines_OfTwoHundred_AreAccepted() => Check(Asked with { Lines = [.. Enumerable.Repeat(Line, 200)] }).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void QuantityOrPrice_NotAboveZero_IsRefused(int amount)
    {
        RefusalOf(Line with { Quantity = amount }).ShouldBe(("amount-not-positive", "lines[0].quantity"));
        RefusalOf(Line with { UnitPrice = amount }).ShouldBe(("amount-not-positive", "lines[0].unitPrice"));
    }

    [Fact]
    public void Line_ThatRoundsToNothing_IsRefused() =>
        RefusalOf(Line with { Quantity = 0.4m, UnitPrice = 0.01m }).ShouldBe(("amount-not-positive", "lines[0]"));

    [Fact]
    public void Price_OfFiveDecimals_IsRefused() =>
        RefusalOf(Line with { UnitPrice = 1.00001m }).ShouldBe(("too-many-decimals", "lines[0].unitPrice"));

    [Theory]
    [InlineData(VatCategory.S, 20, "vat-rate-unknown")]
    [InlineData(VatCategory.S, 6.5, "vat-rate-unknown")]
    [InlineData(VatCategory.S, 0, "vat-rate-mismatch")]
    [InlineData(VatCategory.E, 21, "vat-rate-mismatch")]
    [InlineData(VatCategory.AE, 6, "vat-rate-mismatch")]
    [InlineData((VatCategory)99, 21, "vat-category-unknown")]
    public void VatRate_ThatDoesNotExistOrFit_IsRefused(VatCategory category, double rate, string type) =>
        RefusalOf(Line with { Category = category, Rate = (decimal)rate, ExemptionReason = "x" }).Type.ShouldBe(type);

    [Fact]
    public void ExemptLine_WithoutReason_IsRefused() =>
        RefusalOf(Line with { Category = VatCategory.E, Rate = 0m }).ShouldBe(("exemption-reason-required", "lines[0].exemptionReason"));

    [Fact]
    public void TaxedLine_WithReason_IsRefused() =>
        RefusalOf(Line with { ExemptionReason = "art. 44" }).ShouldBe(("exemption-reason-forbidden", "lines[0].exemptionReason"));

    [Fact]
    public void ExemptLines_OfTwoProvisions_AreRefused()
    {
        var exempt = Line with { Category = VatCategory.E, Rate = 0m };

        RefusalOf(Asked with { Lines = [exempt with { ExemptionReason = "art. 44, § 2, 4°" }, exempt with { ExemptionReason = "art. 44, § 2, 8°" }] })
            .Type.ShouldBe("exemption-reasons-differ");
    }

    [Fact]
    public void OutOfScopeLine_BesideAnother_IsRefused() =>
        RefusalOf(Asked with { Lines = [Line, Line with { Category = VatCategory.O, Rate = 0m }] }).Type.ShouldBe("vat-category-alone");

    [Fact]
    public void ReverseCharge_ToAConsumer_IsRefused() =>
        Check(Asked with { Lines = [Line with { Category = VatCategory.AE, Rate = 0m }] }, DebtorKind.Consumer).Refusal!.Type.ShouldBe("buyer-vat-required");

    [Fact]
    public void ReverseCharge_ToAnEnterprise_NeedsItsVatNumber() =>
        InvoiceRules.NeedsBuyerVat(Check(Asked with { Lines = [Line with { Category = VatCategory.AE, Rate = 0m }] }).Value).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void Description_ThatIsNotOneLine_IsRefused(string text) =>
        RefusalOf(Line with { Description = text }).Field.ShouldBe("lines[0].description");

    [Fact]
    public void Description_Over200Characters_IsRefused() =>
        RefusalOf(Line with { Description = new string('x', 201) }).Type.ShouldBe("description-invalid");

    [Fact]
    public void Term_OverSixtyDays_IsRefusedExceptToConsumers()
    {
        var long90 = Asked with { Term = new AgreedTerm(90) };

        Check(long90).Refusal!.Type.ShouldBe("term-too-long");
        Check(long90, DebtorKind.PublicBody).Refusal!.Type.ShouldBe("term-too-long");
        Check(long90, DebtorKind.Consumer).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Term_BelowZero_IsRefused() => RefusalOf(Asked with { Term = new AgreedTerm(-1) }).Type.ShouldBe("term-invalid");

    [Fact]
    public void SupplyDate_MissingOrFarAway_IsRefused()
    {
        RefusalOf(Asked with { SupplyOn = null }).ShouldBe(("field-required", "supplyOn"));
        RefusalOf(Asked with { SupplyOn = Today.AddYears(-6) }).Type.ShouldBe("supply-date-implausible");
        RefusalOf(Asked with { SupplyOn = Today.AddYears(1).AddDays(1) }).Type.ShouldBe("supply-date-implausible");
    }

    [Fact]
    public void SupplyPeriod_ThatEndsBeforeItStarts_IsRefused() =>
        RefusalOf(Asked with { SupplyEnd = new DateOnly(2026, 2, 27) }).Type.ShouldBe("supply-period-invalid");

    [Fact]
    public void PenaltyClause_OfAnEnterprise_IsNotKept()
    {
        Check(Asked with { HasPenaltyClause = true }).Value.HasPenaltyClause.ShouldBeFalse();
        Check(Asked with { HasPenaltyClause = true }, DebtorKind.Consumer).Value.HasPenaltyClause.ShouldBeTrue();
    }

    [Fact]
    public void Total_BeyondMeasure_IsRefused() =>
        RefusalOf(Line with { Quantity = 1_000_000m, UnitPrice = 10_000m }).ShouldBe(("amount-too-large", "lines"));

    private static (string Type, string? Field) RefusalOf(NewInvoiceLine line) => RefusalOf(Asked with { Lines = [line] });

    private static (string Type, string? Field) RefusalOf(NewInvoice asked)
    {
        var refusal = Check(asked).Refusal!;
        refusal.Kind.ShouldBe(RefusalKind.BreaksRule);
        return (refusal.Type, refusal.Field);
    }

    private static Result<InvoiceContent> Check(NewInvoice asked, DebtorKind kind = DebtorKind.Enterprise)
    {
        var head = new DebtorHead { PartitionKey = "d", RowKey = "head|d", Kind = kind, Language = Language.Fr };
        return InvoiceRules.CheckShape(asked, Today) is { } refused ? refused : InvoiceRules.Check(asked, head);
    }
}
