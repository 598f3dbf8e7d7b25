using Smart.Shared.Invoicing;

namespace Smart.Shared.Tests.Invoicing;

public class InvoiceNumberTest
{
    [Fact]
    public void Number_ReadAndWritten_IsTheSame() => InvoiceNumber.Parse("2026-000123").ToString().ShouldBe("2026-000123");

    [Theory]
    [InlineData("")]
    [InlineData("2026-00123")]
    [InlineData("2026-0001234")]
    [InlineData("2026/000123")]
    [InlineData("2026-000000")]
    [InlineData("2026--00123")]
    [InlineData("2026- 00123")]
    [InlineData("0026-000123")]
    public void Number_InAnotherSpelling_IsNone(string text) => InvoiceNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Reference_OfNumber_HoldsYearAndOrdinal() =>
        new InvoiceNumber(2026, 123).Reference.Digits.ShouldStartWith("2026000123");

    [Fact]
    public void Reference_OfEveryNumber_ReadsBack() =>
        Properties.Hold(
            FsCheck.Fluent.Gen.Choose(1, InvoiceNumber.LastOrdinal),
            ordinal => Smart.Shared.References.StructuredCommunication.TryParse(new InvoiceNumber(2026, ordinal).Reference.ToString(), out _));

    [Fact]
    public void Next_AtTheEndOfTheSeries_Throws() =>
        Should.Throw<InvalidOperationException>(() => new InvoiceNumber(2026, InvoiceNumber.LastOrdinal).Next);

    [Fact]
    public void Previous_OfTheFirst_IsNone() => InvoiceNumber.FirstOf(2026).Previous.ShouldBeNull();
}
