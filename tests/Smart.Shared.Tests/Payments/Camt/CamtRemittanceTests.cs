using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

public class CamtRemittanceTests
{
    private const string NoIssuer = "";

    [Theory]
    [InlineData("010806817183", "<Issr>BBA</Issr>", "010806817183", true, "")]
    [InlineData("+++010/8068/17183+++", "<Issr>BBA</Issr>", "010806817183", true, "")]
    [InlineData("010806817180", "<Issr>BBA</Issr>", "010806817180", false, "")]
    [InlineData("+++010/8068/17180+++", "<Issr>BBA</Issr>", "010806817180", false, "")]
    [InlineData("4654654654654654", "<Issr>BBA</Issr>", null, false, "4654654654654654")]
    [InlineData("010806817183", NoIssuer, "010806817183", true, "")]
    [InlineData("010806817180", NoIssuer, null, false, "010806817180")]
    [InlineData("ISR ref number V1", NoIssuer, null, false, "ISR ref number V1")]
    public async Task BelgianReference(string reference, string issuer, string? digits, bool valid, string text)
    {
        var movement = (await One("111.50", Entry("11.50", inside: Details(Structured(reference, issuer))))).Movements[0];

        (movement.StructuredCommunication, movement.StructuredValid, movement.Communication).ShouldBe((digits, valid, text));
    }

    [Theory]
    [InlineData("RF18539007547034", "<Issr>ISO</Issr>")]
    [InlineData("RF18 5390 0754 7034", NoIssuer)]
    public async Task CreditorReference_IsRead(string reference, string issuer) =>
        (await One("111.50", Entry("11.50", inside: Details(Structured(reference, issuer))))).Movements[0].CreditorReference.ShouldBe("RF18539007547034");

    [Fact]
    public async Task SeveralReferences_AreTextForNoneIsThatOfTheWholeAmount()
    {
        var inside = Details(Structured("010806817183") + Structured("202600123464"));
        var movement = (await One("111.50", Entry("11.50", inside: inside))).Movements[0];

        (movement.StructuredCommunication, movement.Communication).ShouldBe((null, "010806817183 202600123464"));
    }

    [Fact]
    public async Task TheSameReferenceTwice_IsOne() =>
        (await One("111.50", Entry("11.50", inside: Details(Structured("010806817183") + Structured("+++010/8068/17183+++"))))).Movements[0].StructuredCommunication.ShouldBe("010806817183");

    [Fact]
    public async Task ReferenceInFreeText_StaysText()
    {
        var movement = (await One("111.50", Entry("11.50", inside: Details("<RmtInf><Ustrd>+++010/8068/17183+++</Ustrd><Ustrd>NOTPROVIDED</Ustrd></RmtInf>")))).Movements[0];

        (movement.StructuredCommunication, movement.Communication).ShouldBe((null, "+++010/8068/17183+++"));
    }

    [Fact]
    public async Task InvoiceNumbers_AreText() =>
        (await One("111.50", Entry("11.50", inside: Details("<RmtInf><Strd><RfrdDocInf><Nb>2026-00012</Nb></RfrdDocInf></Strd></RmtInf>")))).Movements[0].Communication.ShouldBe("2026-00012");
}
