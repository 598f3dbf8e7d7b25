using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

public class CodaSeveralStatementsTests
{
    [Fact]
    public async Task NextStatement_ContinuesTheFormer()
    {
        var report = await CodaFile.Inspect([.. CodaFile.With(13, 127, "1"), .. Next("095", "000000011020000")]);

        report.Statements.Count.ShouldBe(2);
        report.Statements.ShouldAllBe(statement => statement.End.IsBookable);
        report.Statements[1].Check("continuity").Ok.ShouldBeTrue();
        report.Statements[1].Check("continuity").Message.ShouldContain("094");
    }

    [Fact]
    public async Task SeveralStatementsUnderOneTrailer_AreEachRead_AndCheckedTogether()
    {
        var second = Next("095", "000000011020000");
        string[] lines = [.. CodaFile.Demo[..^1], .. second[1..^1], Trailer(22, 2 * 250_000, 2 * 1_270_000)];

        var report = await CodaFile.Inspect(lines);

        report.Errors.ShouldBeEmpty();
        report.Statements.Select(statement => statement.Header.Sequence).ShouldBe(["094", "095"]);
        report.Statements.ShouldAllBe(statement => statement.End.IsBookable && statement.Check("count").Ok);
        report.Statements.SelectMany(statement => statement.Movements).Select(movement => movement.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task TrailerThatContradictsItsStatements_RefusesTheFile()
    {
        var second = Next("095", "000000011020000");
        string[] lines = [.. CodaFile.Demo[..^1], .. second[1..^1], Trailer(22, 2 * 250_000, 1_270_000)];

        var error = (await CodaFile.Inspect(lines)).Errors.ShouldHaveSingleItem();

        (error.Code, error.EndsReading).ShouldBe(("totals", true));
    }

    private static string Trailer(int records, long debits, long credits) =>
        $"9               {records:000000}{debits:000000000000000}{credits:000000000000000}".PadRight(127) + "2";

    [Theory]
    [InlineData("096", "000000011020000")]
    [InlineData("094", "000000011020000")]
    [InlineData("095", "000000011000000")]
    public async Task GapOverlapOrOtherBalance_BreaksContinuityAndStaysBookable(string sequence, string oldBalance)
    {
        var second = (await CodaFile.Inspect([.. CodaFile.Demo, .. Next(sequence, oldBalance)])).Statements[1];

        second.Check("continuity").Ok.ShouldBeFalse();
        second.Check("continuity").IsAboutMoney.ShouldBeFalse();
    }

    [Fact]
    public async Task SameIbanInTwoCurrencies_AreTwoAccounts()
    {
        var dollars = CodaFile.With(2, 39, "USD");
        var report = await CodaFile.Inspect([.. CodaFile.Demo, .. dollars]);

        report.Statements.Select(statement => statement.Header.AccountKey).ShouldBe(["BE68539007547034-EUR", "BE68539007547034-USD"]);
        report.Statements.SelectMany(statement => statement.Movements).Select(movement => movement.Key).ShouldBeUnique();
        report.Statements[1].Check("continuity").Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task BelgianNumber_HasTheKeyOfItsIban()
    {
        var header = (await CodaFile.Inspect(CodaFile.With(2, "10094539007547034 EUR0BE".PadRight(42) + CodaFile.Demo[1][42..]))).Statements[0].Header;

        header.Account.ShouldBe("539007547034");
        header.AccountKey.ShouldBe("BE68539007547034-EUR");
    }

    [Fact]
    public async Task TrailerThatAnnouncesNothing_IsReported() =>
        (await CodaFile.Inspect(CodaFile.With(13, 127, "1"))).Statements[0].Check("trailer").Ok.ShouldBeFalse();

    [Fact]
    public void NumbersRestart_InANewYear()
    {
        var header = Header("001", new DateOnly(2027, 1, 4));

        BankContinuity.Check(new("250", 100m, new DateOnly(2026, 12, 31)), header).Ok.ShouldBeTrue();
        BankContinuity.Check(new("250", 100m, new DateOnly(2027, 1, 3)), header).Ok.ShouldBeFalse();
    }

    private static string[] Next(string sequence, string oldBalance)
    {
        var lines = CodaFile.With(2, 125, sequence);
        lines[1] = lines[1].Remove(43, 15).Insert(43, oldBalance);
        var balance = long.Parse(oldBalance) + 1_020_000;
        lines[11] = lines[11].Remove(42, 15).Insert(42, balance.ToString("000000000000000"));
        return lines;
    }

    private static BankStatementHeader Header(string sequence, DateOnly date) => new()
    {
        Account = "BE68539007547034",
        Iban = "BE68539007547034",
        Currency = "EUR",
        Number = sequence,
        Sequence = sequence,
        Date = date,
        OldBalance = 100m,
        OldBalanceDate = date,
    };
}
