using System.Text;
using Smart.Shared.Tests.Payments.Coda;
using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

/// <summary>Forms of banks of several countries that no sample shows.</summary>
public class CamtRareFormTests
{
    private static readonly string Good = Document(Statement("111.50", Entry("11.50", inside: Details("<RmtInf><Ustrd>A B</Ustrd></RmtInf>"))));

    [Fact]
    public async Task BalancesOfEachDay_BeginWithTheFirstAndEndWithTheLast()
    {
        var statement = (await Read(Document(Raw(Account + Balance("CLBD", "105.00", date: "2026-05-14") + Balance("OPBD", "105.00", date: "2026-05-15")
            + Balance("OPBD", "100.00", date: "2026-05-14") + Balance("CLBD", "111.50", date: "2026-05-15") + Entry("5.00") + Entry("6.50"))))).Statements[0];

        statement.End.Checks.ShouldAllBe(check => check.Ok);
        (statement.Header.OldBalance, statement.Header.OldBalanceDate, statement.End.NewBalance).ShouldBe((100m, new DateOnly(2026, 5, 14), 111.5m));
    }

    [Fact]
    public async Task TwoOpeningBalancesOfOneDay_AreReported() =>
        (await Read(Document(Raw(Account + Balance("OPBD", "100.00") + Balance("OPBD", "101.00") + Balance("CLBD", "100.00"))))).Statements[0].Check("balances").Ok.ShouldBeFalse();

    [Fact]
    public async Task BalanceCodesOfTheBank_AreUnderstood()
    {
        var statement = (await Read(Good.Replace("<Cd>OPBD</Cd>", "<Prtry>OPBD</Prtry>", StringComparison.Ordinal))).Statements[0];

        statement.Header.OldBalance.ShouldBe(100m);
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Fact]
    public async Task ReversalWithTheSignOfWhatItReverses_IsRefused_AndSaysWhy()
    {
        var reversal = Entry("20.00", "DBIT", reference: "R1").Replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", StringComparison.Ordinal);
        var statement = (await Read(Document(Statement("120.00", reversal)))).Statements[0];

        statement.End.IsBookable.ShouldBeFalse();
        statement.Check("balance").Message.ShouldContain("other way round");
        (await Read(Document(Statement("121.00", reversal)))).Statements[0].Check("balance").Message.ShouldNotContain("other way round");
    }

    [Fact]
    public async Task DetailsOfAReversal_WithTheSignsOfWhatTheyReverse_AreBookedAsTheEntry()
    {
        string[] details = [Amount("5.00") + "<CdtDbtInd>CRDT</CdtDbtInd>", Amount("6.50") + "<CdtDbtInd>CRDT</CdtDbtInd>"];
        var reversal = Entry("11.50", "DBIT", Details(details)).Replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", StringComparison.Ordinal);
        var statement = await One("88.50", reversal);

        statement.Movements.Select(movement => movement.Amount).ShouldBe([-5m, -6.5m]);
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Theory]
    [InlineData("<Cd>SCOR</Cd>", "<Issr>bba</Issr>", "202600123465", "202600123465", false)]
    [InlineData("<Prtry>BBA</Prtry>", "", "202600123464", "202600123464", true)]
    [InlineData("<Prtry>OGM</Prtry>", "", "+++202/6001/23465+++", "202600123465", false)]
    public async Task BelgianReferences_HoweverTheBankNamesThem(string kind, string issuer, string reference, string digits, bool isValid)
    {
        var information = $"<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry>{kind}</CdOrPrtry>{issuer}</Tp><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf>";
        var movement = (await One("111.50", Entry("11.50", inside: Details(information)))).Movements[0];

        (movement.StructuredCommunication, movement.StructuredValid).ShouldBe((digits, isValid));
    }

    [Theory]
    [InlineData("NOTPROVIDED", null)]
    [InlineData("Not Provided", null)]
    [InlineData("NOT_PROVIDED", null)]
    [InlineData("E2E-1", "E2E-1")]
    public async Task EndToEndIdThatIsNone(string written, string? expected) =>
        (await One("111.50", Entry("11.50", inside: Details($"<Refs><EndToEndId>{written}</EndToEndId></Refs>")))).Movements[0].EndToEndId.ShouldBe(expected);

    [Theory]
    [InlineData("00503000", "BBA", true)]
    [InlineData("00501000", "BBA", false)]
    [InlineData("00503000", "OTHER", false)]
    public async Task CodaCodeOfAnUnpaidDebit_IsAReturn(string code, string issuer, bool isReturn)
    {
        var movement = (await One("88.50", Entry("11.50", "DBIT", $"<BkTxCd><Prtry><Cd>{code}</Cd><Issr>{issuer}</Issr></Prtry></BkTxCd>"))).Movements[0];

        (movement.IsReturn, movement.TransactionCode).ShouldBe((isReturn, code));
    }

    [Fact]
    public async Task ReturnedDebit_WithTheHolderAsCreditorWithoutAnAccount_NamesTheDebtor()
    {
        var account = Account.Replace("<Ccy>EUR</Ccy>", "<Ccy>EUR</Ccy><Ownr><Nm>Coop Demo</Nm></Ownr>", StringComparison.Ordinal);
        var parties = "<RltdPties><Dbtr><Nm>Client</Nm></Dbtr><Cdtr><Nm>COOP DEMO</Nm></Cdtr></RltdPties><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf>";
        var report = await Read(Document(Raw(account + Balance("OPBD", "100.00") + Balance("CLBD", "88.50") + Entry("11.50", "DBIT", Details(parties)))));

        report.Statements[0].Movements[0].Counterparty.Name.ShouldBe("Client");
    }

    [Fact]
    public async Task NamespaceOfTheRootAlone_NamesTheVersion()
    {
        var report = await Read(Good.Replace("<Document xmlns=", "<d:Document xmlns:d=", StringComparison.Ordinal).Replace("</Document>", "</d:Document>", StringComparison.Ordinal));

        (report.Format, report.Version, report.Statements[0].End.IsBookable).ShouldBe(("camt.053", "02", true));
    }

    [Theory]
    [InlineData("version=\"1.0\" encoding=\"UTF-8\"", "version=\"1.1\" encoding=\"UTF-8\"")]
    [InlineData("version=\"1.0\" encoding=\"UTF-8\"", "version=\"1.0\" encoding=\"utf8 \"")]
    [InlineData("version=\"1.0\" encoding=\"UTF-8\"", "version='1.0' standalone='maybe'")]
    [InlineData("encoding=\"UTF-8\"", "encoding=\"US-ASCII\"")]
    public async Task DeclarationWithAMistake_IsReadByItsContent(string before, string after)
    {
        var report = await Read(Good.Replace(before, after, StringComparison.Ordinal).Replace("A B", "é B", StringComparison.Ordinal));

        report.Errors.ShouldBeEmpty();
        report.Statements[0].Movements[0].Communication.ShouldBe("é B");
    }

    [Theory]
    [InlineData("A\u001fB\u0000", true)]
    [InlineData("A&#x1F;B&#x1A;", false)]
    public async Task ControlCharacters_AreBlanks(string written, bool isReported)
    {
        var statement = (await CodaFile.Inspect(Encoding.UTF8.GetBytes(Good.Replace("A B", written, StringComparison.Ordinal)))).Statements.ShouldHaveSingleItem();

        statement.Movements[0].Communication.ShouldBe("A B");
        statement.End.IsBookable.ShouldBeTrue();
        statement.End.Checks.Any(check => check.Name == "encoding").ShouldBe(isReported);
    }

    [Theory]
    [InlineData("2026250", "2027001", true)]
    [InlineData("202600250", "202700001", true)]
    [InlineData("2026250", "2027002", false)]
    [InlineData("2026250", "2028001", false)]
    public async Task NumbersThatBeginWithTheYear_FollowEachOther(string before, string after, bool follows)
    {
        string One(string number) => Raw(Account + Balance("OPBD", "100.00") + Balance("CLBD", "100.00"), number, $"<LglSeqNb>{number}</LglSeqNb>");

        (await Read(Document(One(before) + One(after)))).Statements[1].Check("continuity").Ok.ShouldBe(follows);
    }
}
