using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

public class CodaReadingTests
{
    [Fact]
    public async Task Demo_BooksDetailsOfATotalAndNotTheTotal()
    {
        var statement = (await CodaFile.Inspect(CodaFile.Demo)).Statements.ShouldHaveSingleItem();

        statement.Movements.Select(movement => movement.Amount).ShouldBe([1210m, -250m, 30m, 30m]);
        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(["202600123464", null, "202600000192", "000006792323"]);
        statement.Movements[2].GroupReference.ShouldBe("REF0004");
        statement.End.Checks.ShouldAllBe(check => check.Ok);
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task Movement_CarriesPayerReferencesAndDates()
    {
        var movement = (await CodaFile.Inspect(CodaFile.Demo)).Statements[0].Movements[0];

        movement.Key.ShouldBe("BE68539007547034-EUR-20260514-094-0001-0000");
        movement.EndToEndId.ShouldBe("E2E-0001");
        movement.BankReference.ShouldBe("REF0001");
        movement.StructuredValid.ShouldBeTrue();
        movement.ValueDate.ShouldBe(new DateOnly(2026, 5, 15));
        movement.EntryDate.ShouldBe(new DateOnly(2026, 5, 15));
        movement.TransactionCode.ShouldBe("00150000");
        movement.Counterparty.ShouldBe(new BankCounterparty("CLIENT UN SRL", "BE32123456789002", "KREDBEBB", ""));
        movement.IsReturn.ShouldBeFalse();
    }

    [Fact]
    public async Task ReturnedDirectDebit_TellsMandateAndReason()
    {
        var movement = (await CodaFile.Inspect(CodaFile.Demo)).Statements[0].Movements[1];

        movement.ReturnReason.ShouldBe("AM04");
        movement.IsReturn.ShouldBeTrue();
        movement.Communication.ShouldBe("COTISATION 2026");
        movement.DirectDebit.ShouldBe(new BankDirectDebit(new DateOnly(2026, 5, 15), "BE81ZZZ0123456749", "MANDATE-0042", '1', '1', Paid: false));
    }

    [Fact]
    public async Task TotalWithoutDetails_IsBookedItself()
    {
        string[] lines = [.. CodaFile.Demo[..9], .. CodaFile.Demo[11..]];
        var statement = (await CodaFile.Inspect(lines)).Statements[0];

        statement.Movements.Select(movement => movement.Amount).ShouldBe([1210m, -250m, 60m]);
        statement.End.IsBookable.ShouldBeTrue();
        statement.Check("count").Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task SimpleMovementWithDetails_IsBookedOnce()
    {
        var lines = CodaFile.With(9, 53, "3");
        lines[9] = lines[9].Remove(53, 1).Insert(53, "8");
        lines[10] = lines[10].Remove(53, 1).Insert(53, "8");
        var movement = (await CodaFile.Inspect(lines)).Statements[0].Movements[2];

        movement.Amount.ShouldBe(60m);
        movement.Details.Select(detail => detail.Amount).ShouldBe([30m, 30m]);
    }

    [Theory]
    [InlineData(2, 42)]
    [InlineData(3, 31)]
    [InlineData(10, 31)]
    [InlineData(12, 41)]
    public async Task MissingSign_IsAnErrorAndNeverCredit(int line, int position)
    {
        var report = await CodaFile.Inspect(CodaFile.With(line, position, " "));

        report.Errors.ShouldContain(error => error.Line == line && error.Code == "sign");
        report.Statements[0].End.IsBookable.ShouldBeFalse();
    }

    [Fact]
    public async Task WrongBalance_IsNotBookableAndSaysTheDifference()
    {
        var statement = (await CodaFile.Inspect(CodaFile.With(12, 42, "000000011020010"))).Statements[0];

        statement.End.IsBookable.ShouldBeFalse();
        statement.Check("balance").Message.ShouldContain("11020.01");
        statement.Check("totals").Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task DetailsThatDoNotMakeTheTotal_AreNotBookable()
    {
        var statement = (await CodaFile.Inspect(CodaFile.With(10, 32, "000000000030010"))).Statements[0];

        statement.Check("details").Ok.ShouldBeFalse();
        statement.Check("balance").Ok.ShouldBeTrue();
        statement.End.IsBookable.ShouldBeFalse();
    }

    [Fact]
    public async Task WrongCount_IsReportedAndBookable()
    {
        var statement = (await CodaFile.Inspect(CodaFile.With(13, 16, "000012"))).Statements[0];

        statement.Check("count").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task AmountBelowACent_KeepsItsDecimalsAndIsNotBookable()
    {
        var lines = CodaFile.With(3, 32, "000000001210005");
        var statement = (await CodaFile.Inspect(lines)).Statements[0];

        statement.Movements[0].Amount.ShouldBe(1210.005m);
        statement.Check("cents").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeFalse();
    }

    [Fact]
    public async Task ShortAndLongLines_ReadWithADeviation()
    {
        string[] lines = [.. CodaFile.Demo.Select(line => line.TrimEnd())];
        lines[2] += " surplus";
        var statement = (await CodaFile.Inspect(lines)).Statements[0];

        statement.Check("length").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
        statement.Movements.Count.ShouldBe(4);
    }

    [Fact]
    public async Task InvalidStructuredCommunication_IsKeptAndNotValid()
    {
        var movement = (await CodaFile.Inspect(CodaFile.With(3, 65, "123456789012"))).Statements[0].Movements[0];

        movement.StructuredCommunication.ShouldBe("123456789012");
        movement.StructuredValid.ShouldBeFalse();
    }

    [Fact]
    public async Task FreeTextOverAFullField_RunsOn()
    {
        var lines = CodaFile.With(3, 61, "0" + "+++202/6001/23464+++".PadLeft(53 + 10)[..53]);
        lines[3] = lines[3].Remove(10, 10).Insert(10, "001/23464+++"[2..]);
        var movement = (await CodaFile.Inspect(lines)).Statements[0].Movements[0];

        movement.Communication.ShouldBe("+++202/6001/23464+++");
    }

    [Fact]
    public async Task Windows1252_KeepsAccents()
    {
        var movement = (await CodaFile.Inspect(CodaFile.With(5, 47, "SOCIÉTÉ GÉNÉRALE"))).Statements[0].Movements[0];

        movement.Counterparty.Name.ShouldBe("SOCIÉTÉ GÉNÉRALE");
    }

    [Fact]
    public async Task FreeMessages_AreKeptAndNotCounted()
    {
        string[] lines = [.. CodaFile.Demo[..12], "4 00010000                      TARIFFS CHANGE ON 1 JULY".PadRight(127) + "0", CodaFile.Demo[12]];
        var statement = (await CodaFile.Inspect(lines)).Statements[0];

        statement.End.FreeMessages.ShouldBe(["TARIFFS CHANGE ON 1 JULY"]);
        statement.Check("count").Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task DuplicateFlag_IsReported() =>
        (await CodaFile.Inspect(CodaFile.With(1, 16, "D"))).Statements[0].Header.IsDuplicate.ShouldBeTrue();

    [Fact]
    public async Task SameNumbersTwice_GetKeysThatDiffer()
    {
        string[] lines = [.. CodaFile.Demo[..5], .. CodaFile.Demo[2..]];
        var keys = (await CodaFile.Inspect(lines)).Statements[0].Movements.Select(movement => movement.Key).ToList();

        keys.ShouldBeUnique();
        keys.ShouldAllBe(key => key.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'));
    }
}
