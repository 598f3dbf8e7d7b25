using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

/// <summary>What banks do other than the layout says (rules 5.1), and what no sample shows.</summary>
public class CodaQuirkTests
{
    [Fact]
    public async Task LineFeedsTrimmedLinesAndBlankLines_ReadTheSame()
    {
        var text = string.Join("\n", CodaFile.Demo.Select(line => line.TrimEnd())) + "\n\n   \n\u001a";
        var statement = (await CodaFile.Inspect(Encoding.Latin1.GetBytes(text))).Statements[0];

        statement.Movements.Select(movement => movement.Amount).ShouldBe([1210m, -250m, 30m, 30m]);
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task LowerCaseCurrencyAndFlag_AreUnderstood()
    {
        var lines = CodaFile.With(2, 39, "eur");
        lines[0] = lines[0].Remove(16, 1).Insert(16, "d");
        var header = (await CodaFile.Inspect(lines)).Statements[0].Header;

        (header.AccountKey, header.IsDuplicate).ShouldBe(("BE68539007547034-EUR", true));
    }

    [Theory]
    [InlineData('1', "COMPTE-LU-0123456789", "USD", "COMPTE-LU-0123456789-USD")]
    [InlineData('3', "LU280019400644750000", "EUR", "LU280019400644750000-EUR")]
    [InlineData(' ', "539007547034 EUR0BE", "", "BE68539007547034-EUR")]
    public async Task AccountStructures_Foreign_AndBelgianWithoutAMark(char structure, string account, string currency, string key)
    {
        var line = $"1{structure}094{account.PadRight(34)}{currency.PadRight(3)}" + CodaFile.Demo[1][42..];
        (await CodaFile.Inspect(CodaFile.With(2, line))).Statements[0].Header.AccountKey.ShouldBe(key);
    }

    [Fact]
    public async Task HeaderAndTrailerOnly_IsRefusedAsEmpty() =>
        (await CodaFile.Inspect(CodaFile.Demo[0], "9".PadRight(16) + "000000" + new string('0', 30) + new string(' ', 75) + "2")).Errors.ShouldHaveSingleItem().Code.ShouldBe("empty");

    [Fact]
    public async Task InformationOfATotal_AfterItsDetails_StaysWithTheTotal()
    {
        var lines = CodaFile.With(9, 53, "3").ToList();
        lines[9] = lines[9].Remove(53, 1).Insert(53, "8");
        lines[10] = lines[10].Remove(53, 1).Insert(53, "8");
        lines.InsertRange(11,
        [
            "3100030003REF0004              301500001001NAME OF THE TOTAL".PadRight(125) + "1 0",
            "3200030003STREET 1                           1000 BRUSSELS".PadRight(125) + "1 0",
            "3300030003AND SOME MORE".PadRight(125) + "0 0",
        ]);
        var movement = (await CodaFile.Inspect([.. lines])).Statements[0].Movements[2];

        movement.Counterparty.Name.ShouldBe("NAME OF THE TOTAL");
        movement.Counterparty.Address.ShouldBe("STREET 1 1000 BRUSSELS");
        movement.Information.ShouldBe("AND SOME MORE");
        movement.Details.ShouldAllBe(detail => detail.Information.Length == 0 && detail.Counterparty.Name.Length == 0);
    }

    [Fact]
    public async Task InformationOfADetail_StaysWithTheDetail()
    {
        List<string> lines = [.. CodaFile.Demo[..10], "3100030002REF0004-1            601500000FOR THE FIRST SHARE".PadRight(125) + "0 0", .. CodaFile.Demo[10..]];
        var movements = (await CodaFile.Inspect([.. lines])).Statements[0].Movements;

        movements.Select(movement => movement.Information).ShouldBe(["", "", "FOR THE FIRST SHARE", ""]);
    }

    [Fact]
    public async Task PartOfAnotherMovement_IsNotMixedIn()
    {
        var statement = (await CodaFile.Inspect(CodaFile.With(8, 2, "0009"))).Statements[0];

        statement.Movements[1].Counterparty.Account.ShouldBe("");
        statement.Check("records").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task MovementAfterTheNewBalance_IsReported()
    {
        string[] lines = [.. CodaFile.Demo[..2], CodaFile.Demo[11], .. CodaFile.Demo[2..11], CodaFile.Demo[12]];

        (await CodaFile.Inspect(lines)).Statements[0].Check("records").Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData("100", "RF18539007547034", null, "RF18539007547034", "")]
    [InlineData("102", "010806817183", "010806817183", null, "")]
    [InlineData("103", "123456", null, null, "123456")]
    [InlineData("111", "BATCH  12 OF 3", null, null, "BATCH 12 OF 3")]
    [InlineData("199", "SOMETHING NEW", null, null, "SOMETHING NEW")]
    public async Task StructuredTypes(string type, string body, string? digits, string? reference, string text)
    {
        var movement = (await CodaFile.Inspect(CodaFile.With(3, 61, ("1" + type + body).PadRight(54)))).Statements[0].Movements[0];

        (movement.StructuredCommunication, movement.CreditorReference, movement.Communication).ShouldBe((digits, reference, text));
    }

    [Fact]
    public async Task OriginalAmount_OfType105_AndItsReference()
    {
        var body = "000000001210000" + "000000001300000" + "000000000000" + "USD" + "010806817183";
        var lines = CodaFile.With(3, 61, ("1105" + body).PadRight(54)[..54]);
        lines[3] = lines[3].Remove(10, 53).Insert(10, body[50..].PadRight(53));
        var movement = (await CodaFile.Inspect(lines)).Statements[0].Movements[0];

        movement.Original.ShouldBe(new BankOriginalAmount(1300m, "USD"));
        (movement.StructuredCommunication, movement.StructuredValid).ShouldBe(("010806817183", true));
    }
}
