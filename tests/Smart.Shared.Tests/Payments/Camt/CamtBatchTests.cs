using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Tests.Payments.Coda;
using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

public class CamtBatchTests
{
    private const string Two = "<Btch><PmtInfId>P1</PmtInfId><NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"EUR\">60.00</TtlAmt></Btch>";

    [Fact]
    public async Task TransactionsThatMakeTheEntry_AreBookedInItsPlace()
    {
        var statement = await One("160.00", Batch("60.00", Two, Amount("40.00") + Structured("202600000192"), Amount("20.00") + Structured("000006792323")));

        statement.Movements.Select(movement => movement.Amount).ShouldBe([40m, 20m]);
        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(["202600000192", "000006792323"]);
        statement.Movements.ShouldAllBe(movement => movement.GroupReference == "B1");
        statement.Movements.Select(movement => movement.Key[^8..]).ShouldBe(["RB1-0001", "RB1-0002"]);
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Fact]
    public async Task SignOfATransaction_Counts() =>
        (await One("120.00", Batch("20.00", "", Amount("40.00"), "<CdtDbtInd>DBIT</CdtDbtInd>" + Amount("20.00")))).Movements.Select(movement => movement.Amount).ShouldBe([40m, -20m]);

    [Theory]
    [InlineData("<AmtDtls/>")]
    [InlineData("<AmtDtls><TxAmt><Amt Ccy=\"EUR\">15.00</Amt></TxAmt></AmtDtls>")]
    [InlineData("<AmtDtls><TxAmt><Amt Ccy=\"USD\">20.00</Amt></TxAmt></AmtDtls>")]
    [InlineData("<CdtDbtInd>X</CdtDbtInd><AmtDtls><TxAmt><Amt Ccy=\"EUR\">20.00</Amt></TxAmt></AmtDtls>")]
    public async Task TransactionsThatDoNotMakeTheEntry_StandUnderIt(string second)
    {
        var statement = await One("160.00", Batch("60.00", "", Amount("40.00") + Structured("202600000192"), second));
        var movement = statement.Movements.ShouldHaveSingleItem();

        (movement.Amount, movement.Details.Count, movement.StructuredCommunication).ShouldBe((60m, 2, null));
        movement.Details[0].StructuredCommunication.ShouldBe("202600000192");
        statement.Check("details").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task ChargesOfEachTransaction_MakeTheEntry()
    {
        const string Charge = "<Chrgs><Rcrd><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>";
        var statement = await One("158.00", Batch("58.00", "", Amount("40.00") + Charge, Amount("20.00") + Charge));

        statement.Movements.Select(movement => movement.Amount).ShouldBe([39m, 19m]);
        statement.Movements.ShouldAllBe(movement => movement.Details.Single().Amount == -1m);
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Fact]
    public async Task ChargesOfTheEntry_AreAMovementOfTheirOwn()
    {
        var statement = await One("158.00", Batch("58.00", "", Amount("40.00"), Amount("20.00")).Replace("<NtryDtls>", "<Chrgs><Amt Ccy=\"EUR\">2.00</Amt></Chrgs><NtryDtls>", StringComparison.Ordinal));

        statement.Movements.Select(movement => movement.Amount).ShouldBe([40m, 20m, -2m]);
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("<Btch><NbOfTxs>3</NbOfTxs></Btch>", "3 transactions")]
    [InlineData("<Btch><TtlAmt Ccy=\"EUR\">61.00</TtlAmt></Btch>", "61.00")]
    public async Task BatchThatAnnouncesSomethingElse_IsReported(string batch, string message)
    {
        var statement = await One("160.00", Batch("60.00", batch, Amount("40.00"), Amount("20.00")));

        statement.Check("details").Message.ShouldContain(message);
        statement.Movements.Count.ShouldBe(2);
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task BatchWithoutTransactions_IsOneMovement() =>
        (await One("160.00", Entry("60.00", inside: $"<NtryDtls>{Two}</NtryDtls>"))).End.Checks.ShouldAllBe(check => check.Ok);

    [Theory]
    [InlineData("100.00", true)]
    [InlineData("100.01", false)]
    public async Task VeryManyTransactions_AreYieldedAsTheyCome_AndMustMakeTheEntry(string first, bool fits)
    {
        string[] transactions = [Amount(first), .. Enumerable.Repeat(Amount("1.00"), 5000)];
        var statement = await One("5200.00", Batch("5100.00", "", transactions));

        statement.Movements.Count.ShouldBe(5001);
        statement.Movements.Select(movement => movement.Key).ShouldBeUnique();
        statement.Check("details").Ok.ShouldBe(fits);
        statement.End.IsBookable.ShouldBe(fits);
    }

    [Fact]
    public async Task VeryManyTransactionsWithoutAmounts_AreOneMovement()
    {
        var statement = await One("5200.00", Batch("5100.00", "", [.. Enumerable.Repeat("<Refs/>", 5000)]));

        statement.Movements.ShouldHaveSingleItem().Details.Count.ShouldBe(1000);
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task ThreeHundredSeventyFiveTransactions_KeepTheirOwnCommunications()
    {
        var references = Enumerable.Range(1, 375).Select(number => Smart.Shared.References.StructuredCommunication.FromBase(number).Digits).ToList();
        var amounts = Enumerable.Range(1, 375).Select(number => 10m + (number % 19)).ToList();
        var transactions = amounts.Select((amount, index) => Amount(BankAmounts.Text(amount)) + Structured(references[index])).ToArray();
        var statement = await One(BankAmounts.Text(100m + amounts.Sum()), Batch(BankAmounts.Text(amounts.Sum()), "", transactions));

        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(references);
        statement.Movements.Select(movement => movement.Amount).Distinct().Count().ShouldBe(19);
        statement.End.IsBookable.ShouldBeTrue();
    }

    private static string Batch(string amount, string batch, params string[] transactions) =>
        Entry(amount, reference: "B1", inside: $"<NtryDtls>{batch}{Details(transactions)["<NtryDtls>".Length..]}");
}
