using Smart.Shared.Tests.Payments.Coda;
using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

public class CamtStatementTests
{
    [Fact]
    public async Task Header_TellsAccountNumbersAndDates()
    {
        var header = (await One("100.00")).Header;

        (header.AccountKey, header.Key, header.Sequence, header.Bic, header.IsNotification).ShouldBe(("BE68539007547034-EUR", "BE68539007547034-EUR-20260515-000000094", "94", "KREDBEBB", false));
        (header.Date, header.OldBalance).ShouldBe((new DateOnly(2026, 5, 15), 100m));
    }

    [Theory]
    [InlineData("<Acct><Id><Othr><Id>539007547034</Id></Othr></Id><Ccy>EUR</Ccy></Acct>", "BE68539007547034-EUR")]
    [InlineData("<Acct><Id><Othr><Id>ABCDE1234</Id></Othr></Id><Ccy>EUR</Ccy></Acct>", "ABCDE1234-EUR")]
    [InlineData("<Acct><Id><IBAN>BE68 5390 0754 7034</IBAN></Id></Acct>", "BE68539007547034-EUR")]
    public async Task Account_ByIbanOrOtherNumber_CurrencyFromTheBalances(string account, string key) =>
        (await Read(Document(Raw(account + Balance("OPBD", "100.00") + Balance("CLBD", "100.00"))))).Statements[0].Header.AccountKey.ShouldBe(key);

    [Fact]
    public async Task WithoutAnAccount_ItIsRefused() =>
        (await Read(Document(Raw(Balance("OPBD", "100.00") + Balance("CLBD", "111.50") + Entry("11.50"))))).Errors.ShouldHaveSingleItem().Code.ShouldBe("account");

    [Theory]
    [InlineData("111.51", false)]
    [InlineData("111.50", true)]
    public async Task Balance_IsVerified(string closing, bool ok)
    {
        var statement = await One(closing, Entry("11.50"));

        statement.Check("balance").Ok.ShouldBe(ok);
        statement.End.IsBookable.ShouldBe(ok);
    }

    [Theory]
    [InlineData("OPBD", null)]
    [InlineData(null, "CLBD")]
    [InlineData(null, null)]
    public async Task MissingBalance_CannotBeVerified_AndContradictsNothing(string? opening, string? closing)
    {
        var balances = (opening is null ? "" : Balance(opening, "100.00")) + (closing is null ? "" : Balance(closing, "111.50"));
        var statement = (await Read(Document(Raw(Account + balances + Entry("11.50"))))).Statements[0];

        statement.Check("balance").Ok.ShouldBeFalse();
        statement.Check("balance").IsAboutMoney.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("PRCD", "CLBD")]
    [InlineData("OPBD", "ITBD")]
    [InlineData("ITBD", "CLBD")]
    [InlineData("ITBD", "ITBD")]
    public async Task OpeningAndClosing_OfPagesAndOldFiles(string opening, string closing)
    {
        var statement = (await Read(Document(Raw(Account + Balance(opening, "100.00") + Balance("OPAV", "5.00") + Balance(closing, "111.50") + Balance("CLAV", "9.00") + Entry("11.50"))))).Statements[0];

        (statement.Header.OldBalance, statement.End.NewBalance, statement.Check("balance").Ok).ShouldBe((100m, 111.50m, true));
    }

    [Theory]
    [InlineData("<CdtDbtInd>CRDT</CdtDbtInd>", "", "sign")]
    [InlineData(">100.00<", ">abc<", "amount")]
    public async Task BalanceThatCannotBeRead_RefusesTheStatement(string known, string spoilt, string code)
    {
        var balance = Balance("OPBD", "100.00").Replace(known, spoilt, StringComparison.Ordinal);
        var report = await Read(Document(Raw(Account + balance + Balance("CLBD", "111.50") + Entry("11.50"))));

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe(code);
        report.Statements[0].End.IsBookable.ShouldBeFalse();
    }

    [Fact]
    public async Task BalanceInAnotherCurrency_ForbidsBooking() =>
        (await Read(Document(Raw(Account + Balance("OPBD", "100.00") + Balance("CLBD", "111.50", currency: "SEK") + Entry("11.50"))))).Statements[0].End.IsBookable.ShouldBeFalse();

    [Theory]
    [InlineData("<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>11.50</Sum></TtlCdtNtries>", true, true)]
    [InlineData("<TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>11.50</Sum></TtlCdtNtries>", true, false)]
    [InlineData("<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>12.50</Sum></TtlCdtNtries>", false, true)]
    [InlineData("<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>-1.50</Sum></TtlDbtNtries>", true, true)]
    [InlineData("<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>13.00</Sum></TtlNtries>", true, true)]
    [InlineData("<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>10.00</Sum></TtlNtries>", true, true)]
    [InlineData("<TtlNtries><NbOfNtries>3</NbOfNtries><Sum>99.00</Sum></TtlNtries>", false, false)]
    public async Task Summary_IsVerified(string summary, bool totals, bool count)
    {
        var statement = (await Read(Document(Raw(Account + Balance("OPBD", "100.00") + Balance("CLBD", "110.00") + $"<TxsSummry>{summary}</TxsSummry>" + Entry("11.50") + Entry("1.50", "DBIT"))))).Statements[0];

        (statement.Check("totals").Ok, statement.Check("count").Ok).ShouldBe((totals, count));
        statement.End.IsBookable.ShouldBe(totals);
    }

    [Theory]
    [InlineData("CODU")]
    [InlineData("COPY")]
    [InlineData("DUPL")]
    public async Task CopyOrDuplicate_IsReported(string indicator) =>
        (await Read(Document(Raw($"<CpyDplctInd>{indicator}</CpyDplctInd>{Account}{Balance("OPBD", "1.00")}{Balance("CLBD", "1.00")}")))).Statements[0].Header.IsDuplicate.ShouldBeTrue();

    [Fact]
    public async Task NextStatement_ContinuesTheFormer_AndAGapIsReported()
    {
        string Next(string number, string opening) => Raw($"{Account}{Balance("OPBD", opening)}{Balance("CLBD", "120.00")}", "S" + number, $"<ElctrncSeqNb>{number}</ElctrncSeqNb>");
        var report = await Read(Document(Statement("111.50", Entry("11.50")) + Next("95", "111.50") + Next("97", "120.00") + Next("98", "119.00")));

        report.Statements.Select(statement => statement.Check("continuity").Ok).ShouldBe([true, true, false, false]);
    }

    [Fact]
    public async Task PagesOfOneStatement_HaveKeysOfTheirOwn()
    {
        string Page(int page, string balances) => Raw($"<StmtPgntn><PgNb>{page}</PgNb></StmtPgntn>{Account}{balances}{Entry("10.00")}");
        var report = await Read(Document(Page(1, Balance("OPBD", "100.00") + Balance("ITBD", "110.00")) + Page(2, Balance("ITBD", "110.00") + Balance("CLBD", "120.00"))));

        report.Statements.ShouldAllBe(statement => statement.End.IsBookable && statement.Check("continuity").Ok);
        report.Statements.SelectMany(statement => statement.Movements).Select(movement => movement.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task TheSameStatementTwiceInAFile_IsBookableOnce() =>
        (await Read(Document(Statement("111.50", Entry("11.50")) + Statement("111.50", Entry("11.50"))))).Statements.Select(statement => statement.End.IsBookable).ShouldBe([true, false]);

    [Fact]
    public async Task Notification_HasNoBalancesAndAKeyOfItsOwn()
    {
        var inside = Raw(Account + Entry("11.50"), "N1", "").Replace("Stmt>", "Ntfctn>", StringComparison.Ordinal);
        var report = await Read(Document(inside, "054.001.08", "BkToCstmrDbtCdtNtfctn"));
        var statement = report.Statements.ShouldHaveSingleItem();

        (report.Format, report.Version).ShouldBe(("camt.054", "08"));
        statement.Header.Key.ShouldBe("BE68539007547034-EUR-20260515-NN1");
        (statement.Check("balance").Ok, statement.Check("balance").IsAboutMoney, statement.End.IsBookable).ShouldBe((false, false, true));
    }
}
