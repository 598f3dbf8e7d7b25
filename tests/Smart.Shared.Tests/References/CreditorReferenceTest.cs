using FsCheck.Fluent;
using Smart.Shared.References;

namespace Smart.Shared.Tests.References;

public sealed class CreditorReferenceTest
{
    [Theory]
    [InlineData("539007547034", "RF18539007547034")]
    [InlineData("5390075470Y", "RF185390075470Y")]
    [InlineData("2348231", "RF712348231")]
    [InlineData("INV2026000123", "RF98INV2026000123")]
    [InlineData("202600012345", "RF79202600012345")]
    [InlineData("MEMBER000042", "RF35MEMBER000042")]
    [InlineData("1", "RF741")]
    [InlineData("0", "RF040")]
    [InlineData("010806817183", "RF61010806817183")]
    public void FromBody_RuleVector(string body, string expected)
    {
        var reference = CreditorReference.FromBody(body);
        reference.ToString().ShouldBe(expected);
        reference.Body.ShouldBe(body);
        CreditorReference.TryParse(expected, out var read).ShouldBeTrue();
        read.ShouldBe(reference);
    }

    [Theory]
    [InlineData("RF18 5390 0754 7034")]
    [InlineData("rf18539007547034")]
    public void TryParse_BlanksAndLowerCase(string text)
    {
        CreditorReference.TryParse(text, out var reference).ShouldBeTrue();
        reference.ToString().ShouldBe("RF18539007547034");
    }

    [Theory]
    [InlineData("RF17539007547034")]
    [InlineData("RF16SMART2026A1B2C3D4E5F6G")]
    [InlineData("RF18")]
    [InlineData("RFA8539007547034")]
    [InlineData("539007547034")]
    [InlineData("RF18-539007547034")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_Invalid(string? text) => CreditorReference.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("A-1")]
    [InlineData("SMART2026A1B2C3D4E5F6G")]
    public void FromBody_Unfit(string body) => Should.Throw<ArgumentException>(() => CreditorReference.FromBody(body));

    [Theory]
    [InlineData("paiement RF18539007547034 merci")]
    [InlineData("rf18 5390 0754 7034 MERCI")]
    [InlineData("ref:RF18 5390 0754 7034.")]
    public void FindIn_FreeText(string text) =>
        CreditorReference.FindIn(text).Single().ToString().ShouldBe("RF18539007547034");

    [Theory]
    [InlineData("XRF18539007547034")]
    [InlineData("RF17539007547034")]
    [InlineData("")]
    public void FindIn_NothingValid(string text) => CreditorReference.FindIn(text).ShouldBeEmpty();

    [Fact]
    public void AnyDigitChanged_IsRefused()
    {
        var changed = from body in Properties.Digits(12) from text in Properties.OneDigitChanged(CreditorReference.FromBody(body).ToString()) select text;
        Properties.Hold(changed, text => !CreditorReference.TryParse(text, out _) || text[2..4] is "00" or "01" or "99");
    }
}
