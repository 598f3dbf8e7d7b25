using Smart.Shared.Debtors;
using Smart.Shared.Members;

namespace Smart.Shared.Tests.Members;

public sealed class MemberRulesTest
{
    private static readonly NewMember Ann = new(" Ann Peeters ", "ann@example.be", Language.Nl, new("Kerkstraat 1", "9000", "Gent", "BE"));

    [Fact]
    public void Member_ThatIsComplete_IsTrimmed() => MemberRules.Check(Ann).Value.Contact.Name.ShouldBe("Ann Peeters");

    [Fact]
    public void Member_WithoutSomething_NamesTheField()
    {
        MemberRules.Check(Ann with { Name = null }).Refusal!.Field.ShouldBe("name");
        MemberRules.Check(Ann with { Email = " " }).Refusal!.Field.ShouldBe("email");
        MemberRules.Check(Ann with { Language = null }).Refusal!.Field.ShouldBe("language");
        MemberRules.Check(Ann with { Address = null }).Refusal!.Field.ShouldBe("address");
    }

    [Fact]
    public void Contract_ThatEndsBeforeItStarts_IsRefused() =>
        MemberRules.Check(new NewContract("Concert", null, new(2026, 3, 2), new(2026, 3, 1)))!.Type.ShouldBe("ends-before-start");

    [Fact]
    public void Contract_OfOneDay_IsFine() => MemberRules.Check(new NewContract("Concert", null, new(2026, 3, 2), new(2026, 3, 2))).ShouldBeNull();

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Gate_WithoutCover_ClosesAtTheFourthContract(int ordinal, bool isClosed) =>
        (ShareGate.Check(ordinal, isCovered: false)?.Type == "share-required").ShouldBe(isClosed);
}
