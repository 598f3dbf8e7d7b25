using Smart.Shared.References;

namespace Smart.Shared.Tests.References;

public sealed class VatNumberTest
{
    [Theory]
    [InlineData("BE 0403.019.261", "BE0403019261")]
    [InlineData("BE403019261", "BE0403019261")]
    [InlineData("nl123456789b01", "NL123456789B01")]
    [InlineData("FR 40 303 265 045", "FR40303265045")]
    [InlineData("DE136695976", "DE136695976")]
    [InlineData("LU15027442", "LU15027442")]
    [InlineData("GR094259216", "EL094259216")]
    [InlineData("ATU13585627", "ATU13585627")]
    [InlineData("IE6433435F", "IE6433435F")]
    [InlineData("ESB58378431", "ESB58378431")]
    public void TryParse_Shape(string text, string expected)
    {
        VatNumber.TryParse(text, out var number).ShouldBeTrue();
        number.ToString().ShouldBe(expected);
        number.Prefix.ShouldBe(expected[..2]);
        number.IsBelgian.ShouldBe(expected.StartsWith("BE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0403019261")]
    [InlineData("BE0123456789")]
    [InlineData("NL123456789")]
    [InlineData("DE12345678\n9X")]
    [InlineData("DE136695976\n1")]
    [InlineData("US123456789")]
    [InlineData("XX1")]
    [InlineData("DE")]
    [InlineData(null)]
    public void TryParse_Invalid(string? text) => VatNumber.TryParse(text, out _).ShouldBeFalse();
}
