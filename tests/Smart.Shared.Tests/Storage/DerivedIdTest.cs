using Smart.Shared.Storage;

namespace Smart.Shared.Tests.Storage;

public class DerivedIdTest
{
    [Fact]
    public void Id_OfTheSameRequestAndPurpose_IsTheSame() => DerivedId.Of("r1", "debtor").ShouldBe(DerivedId.Of("r1", "debtor"));

    [Fact]
    public void Id_OfAnotherRequestOrPurpose_IsAnother() =>
        new[] { DerivedId.Of("r1", "debtor"), DerivedId.Of("r2", "debtor"), DerivedId.Of("r1", "invoice") }.Distinct().Count().ShouldBe(3);

    [Fact]
    public void Id_Derived_IsAnId() => DerivedId.IsId(DerivedId.Of("r1", "debtor")).ShouldBeTrue();

    [Fact]
    public void Id_FromTheIdSource_IsAnId() => DerivedId.IsId(new RandomIds().NewId()).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../head|other12345")]
    [InlineData("0123456789ABCDEFGHJK")]
    public void Text_OfAnotherShape_IsNoId(string? text) => DerivedId.IsId(text).ShouldBeFalse();
}
