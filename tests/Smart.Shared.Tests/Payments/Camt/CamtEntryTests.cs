using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Tests.Payments.Coda;
using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

public class CamtEntryTests
{
    [Fact]
    public async Task EntryWithoutTransactions_IsBooked()
    {
        var statement = await One("88.50", Entry("11.50", "DBIT", "<BkTxCd><Prtry><Cd>80010006</Cd></Prtry></BkTxCd><AddtlNtryInf>KOSTEN</AddtlNtryInf>", reference: "REF/1"));
        var movement = statement.Movements.ShouldHaveSingleItem();

        (movement.Amount, movement.Information, movement.TransactionCode, movement.BankReference).ShouldBe((-11.50m, "KOSTEN", "80010006", "REF/1"));
        (movement.EntryDate, movement.ValueDate).ShouldBe((new DateOnly(2026, 5, 15), new DateOnly(2026, 5, 16)));
        movement.Key.ShouldBe("BE68539007547034-EUR-20260515-000000094-RREF_1");
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Theory]
    [InlineData("<Sts><Cd>PDNG</Cd></Sts>")]
    [InlineData("<Sts>PDNG</Sts>")]
    [InlineData("<Sts>INFO</Sts>")]
    [InlineData("<Sts><Cd>FUTR</Cd></Sts>")]
    public async Task WhatIsNotBooked_IsReportedAndNotYielded(string status)
    {
        var entry = Entry("11.50").Replace("<Sts>BOOK</Sts>", status, StringComparison.Ordinal);
        var statement = await One("100.00", entry);

        statement.Movements.ShouldBeEmpty();
        statement.Check("status").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("<CdtDbtInd>CRDT</CdtDbtInd>", "", "sign", "/Document/BkToCstmrStmt/Stmt[1]/Ntry[2]/CdtDbtInd")]
    [InlineData("<CdtDbtInd>CRDT</CdtDbtInd>", "<CdtDbtInd>C</CdtDbtInd>", "sign", "Ntry[2]")]
    [InlineData("<CdtDbtInd>CRDT</CdtDbtInd>", "<CdtDbtInd>crdt</CdtDbtInd>", "sign", "Ntry[2]")]
    [InlineData("<Sts>BOOK</Sts>", "", "status", "/Ntry[2]/Sts")]
    [InlineData("<Sts>BOOK</Sts>", "<Sts>MAYBE</Sts>", "status", "/Ntry[2]/Sts")]
    [InlineData(">11.50<", "><", "amount", "/Ntry[2]/Amt")]
    [InlineData(">11.50<", ">11,50<", "amount", "/Ntry[2]/Amt")]
    [InlineData(">11.50<", ">-11.50<", "amount", "/Ntry[2]/Amt")]
    [InlineData(">11.50<", ">99999999999999999999<", "amount", "/Ntry[2]/Amt")]
    public async Task WhatCannotBeKnown_RefusesItsStatementOnly(string known, string spoilt, string code, string path)
    {
        var bad = Statement("123.00", Entry("11.50"), Entry("11.50").Replace(known, spoilt, StringComparison.Ordinal));
        var report = await Read(Document(bad + Statement("111.50", Entry("11.50")).Replace("94<", "95<", StringComparison.Ordinal).Replace("S94", "S95", StringComparison.Ordinal)));

        var error = report.Errors.ShouldHaveSingleItem();
        (error.Code, error.EndsReading).ShouldBe((code, false));
        error.Line.ShouldBe(2);
        error.Message.ShouldContain(path);
        report.Statements.Select(statement => statement.End.IsBookable).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Reversal_KeepsTheSignThatIsWritten()
    {
        var movement = (await One("88.50", Entry("11.50", "DBIT", "<RvslInd>true</RvslInd>"))).Movements[0];

        (movement.Amount, movement.IsReversal).ShouldBe((-11.50m, true));
    }

    [Theory]
    [InlineData("2026-05-15T23:30:00Z", "2026-05-16")]
    [InlineData("2026-05-15T23:30:00+02:00", "2026-05-15")]
    [InlineData("2026-05-15T23:30:00.123456789", "2026-05-15")]
    [InlineData("2026-01-15T22:59:59.999999999Z", "2026-01-15")]
    [InlineData("2026-02-30T10:00:00", null)]
    public async Task DateTime_IsTheDateInBrussels(string time, string? expected)
    {
        var entry = Entry("11.50").Replace("<BookgDt><Dt>2026-05-15</Dt>", $"<BookgDt><DtTm>{time}</DtTm>", StringComparison.Ordinal);

        (await One("111.50", entry)).Movements[0].EntryDate.ShouldBe(expected is null ? null : DateOnly.Parse(expected));
    }

    [Theory]
    [InlineData("11.505", false)]
    [InlineData("11.500", true)]
    public async Task AmountBelowACent_KeepsItsDecimalsAndIsNotBookable(string amount, bool bookable)
    {
        var statement = await One(amount == "11.505" ? "111.505" : "111.50", Entry(amount));

        statement.Movements[0].Amount.ShouldBe(decimal.Parse(amount));
        statement.End.IsBookable.ShouldBe(bookable);
    }

    [Fact]
    public async Task OneTransaction_SaysWhatTheEntryWasFor()
    {
        var inside = Details($"<Refs><AcctSvcrRef>T1</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId><MndtId>M1</MndtId></Refs>{Amount("11.50")}"
            + "<RltdPties><Dbtr><Nm>CLIENT UN</Nm></Dbtr><DbtrAcct><Id><IBAN>BE32123456789002</IBAN></Id></DbtrAcct><Cdtr><Nm>COOP</Nm></Cdtr><CdtrAcct><Id><IBAN>BE68539007547034</IBAN></Id></CdtrAcct></RltdPties>"
            + "<RltdAgts><DbtrAgt><FinInstnId><BICFI>GEBABEBB</BICFI></FinInstnId></DbtrAgt></RltdAgts><RmtInf><Ustrd>facture 1</Ustrd><Ustrd>et 2</Ustrd></RmtInf><AddtlTxInf>more</AddtlTxInf>");
        var movement = (await One("111.50", Entry("11.50", inside: inside, reference: "E1"))).Movements[0];

        movement.Counterparty.ShouldBe(new BankCounterparty("CLIENT UN", "BE32123456789002", "GEBABEBB", ""));
        (movement.EndToEndId, movement.BankReference, movement.Communication, movement.Information).ShouldBe((null, "T1", "facture 1 et 2", "more"));
        movement.DirectDebit!.Mandate.ShouldBe("M1");
    }

    [Theory]
    [InlineData("<Dbtr><Pty><Nm>NEW</Nm></Pty></Dbtr>", "NEW")]
    [InlineData("<Dbtr><Agt><FinInstnId><Nm>A BANK</Nm></FinInstnId></Agt></Dbtr>", "A BANK")]
    [InlineData("<UltmtDbtr><Pty><Nm>BEHIND</Nm></Pty></UltmtDbtr>", "BEHIND")]
    [InlineData("<Cdtr><Nm>ONLY</Nm></Cdtr>", "ONLY")]
    public async Task Party_OfEachVersion(string party, string name) =>
        (await One("111.50", Entry("11.50", inside: Details($"<RltdPties>{party}</RltdPties>")))).Movements[0].Counterparty.Name.ShouldBe(name);

    [Fact]
    public async Task ReturnedItem_TellsItsReason()
    {
        var inside = Details("<RtrInf><OrgnlBkTxCd><Prtry><Cd>X</Cd></Prtry></OrgnlBkTxCd><Rsn><Cd>AM04</Cd></Rsn></RtrInf>");
        var movement = (await One("88.50", Entry("11.50", "DBIT", inside))).Movements[0];

        (movement.IsReturn, movement.ReturnReason).ShouldBe((true, "AM04"));
    }

    [Fact]
    public async Task ForeignCurrency_KeepsTheOriginalAmountAndRate()
    {
        var inside = Details("<AmtDtls><InstdAmt><Amt Ccy=\"USD\">12.50</Amt></InstdAmt><TxAmt><Amt Ccy=\"USD\">12.50</Amt><CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>1.0870</XchgRate></CcyXchg></TxAmt><CntrValAmt><Amt Ccy=\"EUR\">11.50</Amt></CntrValAmt></AmtDtls>");
        var movement = (await One("111.50", Entry("11.50", inside: inside))).Movements[0];

        movement.Amount.ShouldBe(11.50m);
        movement.Original.ShouldBe(new BankOriginalAmount(12.50m, "USD"));
        movement.Information.ShouldBe("exchange rate 1.0870");
    }

    [Fact]
    public async Task EntryInAnotherCurrency_ForbidsBooking()
    {
        var statement = await One("111.50", Entry("11.50", currency: "USD"));

        statement.Check("currency").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<Chrgs><Amt Ccy=\"EUR\">0.50</Amt></Chrgs>")]
    [InlineData("<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">0.50</TtlChrgsAndTaxAmt></Chrgs>")]
    [InlineData("<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">0.50</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy=\"EUR\">0.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>")]
    public async Task Charges_ExplainADifferenceAndAreNotBooked(string charges)
    {
        var statement = await One("111.50", Entry("11.50", inside: Details(Amount("12.00") + charges)));
        var movement = statement.Movements.ShouldHaveSingleItem();

        movement.Amount.ShouldBe(11.50m);
        movement.Original.ShouldBe(new BankOriginalAmount(12m, "EUR"));
        movement.Details.ShouldHaveSingleItem().Amount.ShouldBe(-0.50m);
        statement.Check("details").Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task OnlyTransactionOfAnotherAmount_IsReported_AndTheEntryCounts()
    {
        var statement = await One("111.50", Entry("11.50", inside: Details(Amount("10.00"))));

        statement.Movements[0].Amount.ShouldBe(11.50m);
        statement.Check("details").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task Keys_AreTheSameEachTime_AndUnique()
    {
        string[] entries = [Entry("1.00", reference: "SAME"), Entry("2.00", reference: "SAME"), Entry("3.00"), Entry("4.00", reference: "A/B"), Entry("5.00", reference: "A_B")];
        var first = (await One("115.00", entries)).Movements.Select(movement => movement.Key).ToList();
        var second = (await One("115.00", entries)).Movements.Select(movement => movement.Key).ToList();

        first.ShouldBe(second);
        first.ShouldBeUnique();
        first.Select(key => key["BE68539007547034-EUR-20260515-000000094-".Length..]).ShouldBe(["RSAME", "N00002", "N00003", "RA_B", "N00005"]);
        first.ShouldAllBe(key => key.All(character => char.IsAsciiLetterOrDigit(character) || character == '-' || character == '_'));
    }
}
