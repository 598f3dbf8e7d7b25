using System.Globalization;
using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

/// <summary>Forms that the standard allows and few files show, and those that banks and programs make of it.</summary>
public class CodaRareFormTests
{
    [Theory]
    [InlineData("\n\r")]
    [InlineData("\r")]
    [InlineData("\r\r\n")]
    [InlineData("\n\n")]
    [InlineData("")]
    public async Task OtherLineEnds_ReadTheSame(string end)
    {
        var report = await CodaFile.Inspect(Encoding.Latin1.GetBytes(string.Join(end, CodaFile.Demo) + end));

        report.Errors.ShouldBeEmpty();
        report.Statements.ShouldHaveSingleItem().Movements.Select(movement => movement.Amount).ShouldBe([1210m, -250m, 30m, 30m]);
        report.Statements[0].End.IsBookable.ShouldBeTrue();
        report.Statements[0].End.Checks.Count(check => check.Name == "length").ShouldBe(end.Length == 0 ? 1 : 0);
    }

    [Fact]
    public async Task RecordsWithoutLineEnds_WithATrimmedLast_ReadTheSame() =>
        (await CodaFile.Inspect(Encoding.Latin1.GetBytes(string.Concat(CodaFile.Demo).TrimEnd('2').TrimEnd()))).Statements.ShouldHaveSingleItem().End.IsBookable.ShouldBeTrue();

    [Fact]
    public async Task FilesPutTogether_WithoutALineEndBetween_AreBothRead()
    {
        var second = CodaFile.With(2, 125, "095");
        second[1] = second[1].Replace("0000000010000000140526", "0000000011020000150526", StringComparison.Ordinal);
        second[11] = second[11].Replace("0000000011020000150526", "0000000012040000160526", StringComparison.Ordinal);
        var report = await CodaFile.Inspect(Encoding.Latin1.GetBytes(string.Join("\r\n", CodaFile.Demo) + string.Join("\r\n", second)));

        report.Errors.ShouldBeEmpty();
        report.Statements.Count.ShouldBe(2);
        report.Statements.ShouldAllBe(statement => statement.End.IsBookable);
        report.Statements[1].Check("continuity").Ok.ShouldBeTrue();
        report.Statements[1].Check("length").Message.ShouldContain("without line ends");
    }

    [Fact]
    public async Task MoreThan9999Details_StartAgainAtZero_AndStayDetails()
    {
        const int details = 10_002;
        var lines = new List<string>(CodaFile.Demo[..8]) { CodaFile.Demo[8].Remove(32, 15).Insert(32, Amount(details)) };
        for (var number = 1; number <= details; number++)
            lines.Add($"210003{(number % 10_000).ToString("0000", CultureInfo.InvariantCulture)}REF0004              0{Amount(1)}150526601500001101202600000192".PadRight(115) + $"1505260941{(number == details ? 1 : 0)} 0");
        lines.Add(CodaFile.Demo[11].Remove(42, 15).Insert(42, Amount(10_000 + 1_210 - 250 + details)));
        lines.Add($"9               {(lines.Count - 1).ToString("000000", CultureInfo.InvariantCulture)}000000000250000{Amount(1_210 + details)}".PadRight(127) + "2");
        var statement = (await CodaFile.Inspect([.. lines])).Statements.ShouldHaveSingleItem();

        statement.End.Checks.ShouldAllBe(check => check.Ok);
        statement.Movements.Count.ShouldBe(2 + details);
        statement.Movements.Select(movement => movement.Key).Distinct().Count().ShouldBe(2 + details);
    }

    [Theory]
    [InlineData('0', "BE68539007547034                  EUR")]
    [InlineData(' ', "BE68539007547034                  EUR")]
    [InlineData('2', "539007547034 EUR0BE                  ")]
    public async Task AccountInAnotherStructureThanTheRecordNames_IsReadAndReported(char structure, string account)
    {
        var statement = (await CodaFile.Inspect(CodaFile.With(2, $"1{structure}094{account}" + CodaFile.Demo[1][42..]))).Statements[0];

        statement.Header.AccountKey.ShouldBe("BE68539007547034-EUR");
        statement.Check("account").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task ForeignNumbersWithBlanks_AreKeptWhole()
    {
        var lines = CodaFile.With(2, $"11094{"012 345 678",-34}EUR" + CodaFile.Demo[1][42..]);
        lines[4] = lines[4].Remove(10, 34).Insert(10, "0123 4567 89".PadRight(34));
        lines[7] = lines[7].Remove(10, 34).Insert(10, "539007547034 EUR".PadRight(34));
        lines[11] = lines[11].Remove(4, 34).Insert(4, "012 345 678".PadRight(34));
        var statement = (await CodaFile.Inspect(lines)).Statements[0];

        statement.Header.Account.ShouldBe("012345678");
        statement.End.Checks.ShouldAllBe(check => check.Ok);
        statement.Movements[0].Counterparty.Account.ShouldBe("0123456789");
        statement.Movements[1].Counterparty.Account.ShouldBe("539007547034");
    }

    [Theory]
    [InlineData("101", "+++202/6001/23464+++", "202600123464", "")]
    [InlineData("101", "INVOICE 2026-17", null, "INVOICE 2026-17")]
    [InlineData("101", "000000000000", null, "000000000000")]
    public async Task StructuredThatIsNotTwelveDigits_LosesNothing(string type, string body, string? digits, string text)
    {
        var movement = (await CodaFile.Inspect(CodaFile.With(3, 61, ("1" + type + body).PadRight(54)))).Statements[0].Movements[0];

        (movement.StructuredCommunication, movement.StructuredValid, movement.Communication).ShouldBe((digits, digits is not null, text));
    }

    [Fact]
    public async Task CashAtATerminal_Type115_HasAReference()
    {
        var body = "1234XXXXXXXX5678" + "3" + "000001" + "000002" + "1505261200" + "000003" + "000000001210000" + " " + "TERMINAL".PadRight(16) + "BRUSSELS".PadRight(10) + "202600123464";
        var lines = CodaFile.With(3, 61, "1115" + body[..50]);
        lines[3] = lines[3].Remove(10, 53).Insert(10, body[50..].PadRight(53));
        var movement = (await CodaFile.Inspect(lines)).Statements[0].Movements[0];

        (movement.StructuredCommunication, movement.StructuredValid).ShouldBe(("202600123464", true));
        movement.Communication.ShouldBe("TERMINAL BRUSSELS 202600123464");
    }

    [Fact]
    public async Task FillingWhereAReasonStands_MakesNoReturn()
    {
        var lines = CodaFile.With(4, 112, "00000");
        var movement = (await CodaFile.Inspect(lines)).Statements[0].Movements[0];

        (movement.IsReturn, movement.ReturnReason).ShouldBe((false, null));
    }

    [Theory]
    [InlineData("PK\u0003\u0004\u0014\u0000", "ZIP")]
    [InlineData("\r\n:20:START\r\n:25:1", "MT940")]
    [InlineData("{1:F01KREDBEBB}", "MT940")]
    [InlineData("%PDF-1.7", "PDF")]
    public async Task FilesOfAnotherKind_AreRefusedByName(string content, string kind)
    {
        var error = (await CodaFile.Inspect(Encoding.Latin1.GetBytes(content))).Errors.ShouldHaveSingleItem();

        (error.Code, error.EndsReading).ShouldBe(("not-coda", true));
        error.Message.ShouldContain(kind);
    }

    [Theory]
    [InlineData("NOT PROVIDED")]
    [InlineData("NOTPROVIDED")]
    [InlineData("0000000")]
    public async Task CustomerReferenceThatIsNone(string written) =>
        (await CodaFile.Inspect(CodaFile.With(4, 63, written.PadRight(35)))).Statements[0].Movements[0].EndToEndId.ShouldBeNull();

    [Fact]
    public async Task CodeWithoutItsType_IsASimpleMovement()
    {
        var movement = (await CodaFile.Inspect(CodaFile.With(3, 53, " 0150000"))).Statements[0].Movements[0];

        (movement.Amount, movement.TransactionCode, movement.IsReturn, movement.IsReversal).ShouldBe((1210m, " 0150000", false, false));
    }

    [Theory]
    [InlineData(2, 42, "old")]
    [InlineData(12, 41, "new")]
    public async Task Nothing_NeedsNoSign_AndSomethingDoes(int line, int sign, string which)
    {
        var lines = CodaFile.With(line, sign, " ");
        (await CodaFile.Inspect(lines)).Errors.ShouldHaveSingleItem().Code.ShouldBe("sign", which);

        lines[line - 1] = lines[line - 1].Remove(sign + 1, 15).Insert(sign + 1, Amount(0));
        var report = await CodaFile.Inspect(lines);
        report.Errors.ShouldBeEmpty();
        report.Statements[0].Check("balance").Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task WhatAForeignPayerWrote_InInformation002_IsPartOfTheCommunication()
    {
        List<string> lines = [.. CodaFile.With(3, 61, "0REF OF THE BANK".PadRight(54))];
        lines.InsertRange(5,
        [
            "3100010001REF0001              001500001001PAYER WITH A NAME THAT FILLS ALL OFITS FIELD AND MORE".PadRight(125) + "1 0",
            "3200010001RUE 1                              1000 PLACE".PadRight(125) + "0 1",
            "3100010002REF0001              001500001002INV. 2026-17 / 30.04.2026          INV. 2026-18".PadRight(125) + "1 0",
            "3200010002LESS CREDIT NOTE 2026-3".PadRight(125) + "0 0",
        ]);
        lines[4] = lines[4].Remove(47, 35).Insert(47, new string(' ', 35));
        var movement = (await CodaFile.Inspect([.. lines])).Statements[0].Movements[0];

        movement.Communication.ShouldBe("REF OF THE BANK INV. 2026-17 / 30.04.2026 INV. 2026-18 LESS CREDIT NOTE 2026-3");
        movement.Counterparty.Name.ShouldBe("PAYER WITH A NAME THAT FILLS ALL OFITS FIELD AND MORE");
        movement.Counterparty.Address.ShouldBe("RUE 1 1000 PLACE");
    }

    [Fact]
    public async Task VersionOne_HasTheStreetBesideTheName()
    {
        List<string> lines = [.. CodaFile.Demo];
        lines[0] = lines[0][..127] + "1";
        lines[1] = $"1 094{"539007547034 EUR0BE",-37}" + lines[1][42..];
        lines[4] = "2300010000" + "035123456789".PadRight(115) + "0 0";
        lines.Insert(5, "3100010001REF0001              001500001001OTHER SIDE LTD                     HIGH STREET 1".PadRight(125) + "1 0");
        lines.Insert(6, "3200010001LONDON".PadRight(125) + "0 0");
        var counterparty = (await CodaFile.Inspect([.. lines])).Statements[0].Movements[0].Counterparty;

        counterparty.ShouldBe(new BankCounterparty("OTHER SIDE LTD", "035123456789", "", "HIGH STREET 1 LONDON"));
    }

    [Fact]
    public async Task InformationOfAnotherMovement_IsNotMixedIn()
    {
        List<string> lines = [.. CodaFile.Demo];
        lines.Insert(5, "3100090001REF0009              001500000SOMETHING ELSE".PadRight(125) + "0 0");
        var statement = (await CodaFile.Inspect([.. lines])).Statements[0];

        statement.Movements.ShouldAllBe(movement => movement.Information.Length == 0);
        statement.Check("records").Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task MessageOfSeveralRecords_IsOneMessage()
    {
        List<string> lines = [.. CodaFile.Demo];
        lines.InsertRange(12,
        [
            ("4 00010000".PadRight(32) + new string('A', 78) + " B").PadRight(127) + "1",
            ("4 00010000".PadRight(32) + "CD EF").PadRight(127) + "0",
            ("4 00020000".PadRight(32) + "ANOTHER").PadRight(127) + "0",
        ]);

        (await CodaFile.Inspect([.. lines])).Statements[0].End.FreeMessages.ShouldBe([new string('A', 78) + " BCD EF", "ANOTHER"]);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public async Task HeaderThatLostOrGainedBlanks_KeepsItsVersion(int blanks)
    {
        var header = blanks < 0 ? CodaFile.Demo[0].Remove(100, -blanks) : CodaFile.Demo[0].Insert(100, new string(' ', blanks));
        var report = await CodaFile.Inspect(CodaFile.With(1, header));

        (report.Version, report.IsRefused).ShouldBe(("2", false));
        report.Statements[0].Check("length").Message.ShouldContain("Line 1");
    }

    [Fact]
    public async Task Utf8InTrimmedLines_IsRead()
    {
        var lines = CodaFile.With(5, 47, "CAFÉ À L'ÉTÉ SRL").Select(line => line.TrimEnd());
        var movement = (await CodaFile.Inspect(Encoding.UTF8.GetBytes(string.Join("\n", lines)))).Statements[0].Movements[0];
        movement.Counterparty.Name.ShouldBe("CAFÉ À L'ÉTÉ SRL");

        lines = CodaFile.With(3, 61, "0 PAYÉ".PadRight(53)).Select(line => line.TrimEnd());
        (await CodaFile.Inspect(Encoding.UTF8.GetBytes(string.Join("\n", lines)))).Statements[0].Movements[0].Communication.ShouldBe("PAYÉ");
    }

    private static string Amount(decimal amount) => ((long)(amount * 1000m)).ToString("000000000000000", CultureInfo.InvariantCulture);
}
