using FsCheck.Fluent;
using Smart.Shared.References;

namespace Smart.Shared.Tests.References;

public sealed class EnterpriseNumberTest
{
    [Theory]
    [InlineData("0403019261")]
    [InlineData("0428759497")]
    [InlineData("0468651441")]
    [InlineData("0403581960")]
    [InlineData("0890388338")]
    [InlineData("0828297747")]
    [InlineData("0446298780")]
    [InlineData("0694606508")]
    [InlineData("0206562092")]
    [InlineData("0212219469")]
    [InlineData("0816874414")]
    [InlineData("0123456749")]
    [InlineData("1000000021")]
    [InlineData("1001234592")]
    [InlineData("0000009797")]
    [InlineData("0000019497")]
    public void TryParse_RuleVector(string text)
    {
        EnterpriseNumber.TryParse(text, out var number).ShouldBeTrue();
        number.Digits.ShouldBe(text);
    }

    [Theory]
    [InlineData("BE403019261")]
    [InlineData("403019261")]
    [InlineData("BE0403019261")]
    [InlineData("be 0403.019.261")]
    [InlineData("0403.019.261")]
    [InlineData(" 0403 019 261 ")]
    public void TryParse_AnySpelling(string text)
    {
        EnterpriseNumber.TryParse(text, out var number).ShouldBeTrue();
        number.Digits.ShouldBe("0403019261");
        number.ToString().ShouldBe("0403.019.261");
        number.VatNumber.ToString().ShouldBe("BE0403019261");
    }

    [Theory]
    [InlineData("0431150351")]
    [InlineData("0123456789")]
    [InlineData("0330158420")]
    [InlineData("0156836527")]
    [InlineData("1000000091")]
    [InlineData("2403019261")]
    [InlineData("0000009700")] // remainder 0 needs 97
    [InlineData("04030192610")]
    [InlineData("NL0403019261")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_Invalid(string? text) => EnterpriseNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void AnyDigitChanged_IsRefused()
    {
        var changed = from number in Numbers from text in Properties.OneDigitChanged(number) select text;
        Properties.Hold(changed, text => !EnterpriseNumber.TryParse(text, out _));
    }

    [Fact]
    public void Printed_IsReadBack() => Properties.Hold(Numbers, text =>
        EnterpriseNumber.TryParse(text, out var number)
        && EnterpriseNumber.TryParse(number.ToString(), out var read) && read == number
        && EnterpriseNumber.TryParse(number.VatNumber.ToString(), out var vat) && vat == number);

    private static FsCheck.Gen<string> Numbers =>
        Gen.Choose(0, 19_999_999).Select(n => $"{n:00000000}{97 - (n % 97):00}");
}
