using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Tests.Payments.Coda;

namespace Smart.Shared.Tests.Payments.Camt;

/// <summary>Every file of ../shared/data/camt gives the values of EXPECTED.md: opening, closing, sum of the entries, and whether they fit.</summary>
public class CamtSampleTests
{
    [Theory]
    [InlineData("genkgo/camt053.v2.all-balance-types.xml", "camt.053", "02", "1.01", "4.04", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v2.five.decimals.xml", "camt.053", "02", "18.15", "27.05", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v2.minimal.ultimate.xml", "camt.053", "02", "18.15", "-27.00", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v2.minimal.xml", "camt.053", "02", "18.15", "-27.00", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v2.with-account-name.xml", "camt.053", "02", "?", "?", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v2.with-party-ids.xml", "camt.053", "02", "18.15", "-27.00", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v3.xml", "camt.053", "03", "18.15", "-27.00", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v4.xml", "camt.053", "04", "18.15", "-27.00", 1, "8.85", false)]
    [InlineData("genkgo/camt053.v8.xml", "camt.053", "08", "18.15", "-27.00", 1, "8.85", false)]
    [InlineData("genkgo/camt054.v2.with-account-name.xml", "camt.054", "02", "?", "?", 1, "-200000.00", false)]
    [InlineData("genkgo/camt054.v2.xml", "camt.054", "02", "?", "?", 1, "-200000.00", false)]
    [InlineData("genkgo/camt054.v4.xml", "camt.054", "04", "?", "?", 1, "-200000.00", false)]
    [InlineData("genkgo/camt054.v8-with-UETR.xml", "camt.054", "08", "?", "?", 1, "-200000.00", false)]
    [InlineData("genkgo/camt054.v8-with-financial-institution.xml", "camt.054", "08", "?", "?", 1, "-200000.00", false)]
    [InlineData("genkgo/camt054.v8.xml", "camt.054", "08", "?", "?", 1, "-200000.00", false)]
    [InlineData("genkgo/camt53.only-Dt-with-DtTm.xml", "camt.053", "02", "5442.09", "?", 0, "0.00", false)]
    [InlineData("oca/test-camt053.xml", "camt.053", "02", "15568.27", "15121.12", 4, "-12.99", false)]
    [InlineData("subite-be/account_statement.xml", "camt.053", "02", "0.00", "0.00", 3, "0.00", true)]
    [InlineData("viafintech/053-valid_example.xml", "camt.053", "02", "33.06", "23.06", 5, "-10.00", true)]
    [InlineData("viafintech/053-valid_example_v8.xml", "camt.053", "08", "82721.95", "84515.25", 3, "542.28", false)]
    [InlineData("viafintech/053-valid_example_with_datetime.xml", "camt.053", "10", "?", "606.80", 1, "195.86", false)]
    [InlineData("viafintech/053-valid_example_with_other_id.xml", "camt.053", "02", "?", "?", 0, "0.00", false)]
    public async Task Sample_GivesTheExpectedValues(string file, string format, string version, string opening, string closing, int movements, string sum, bool balances)
    {
        var report = await Inspect(file);
        var statement = report.Statements.ShouldHaveSingleItem();

        report.Errors.ShouldBeEmpty();
        (report.Format, report.Version).ShouldBe((format, version));
        BankAmounts.Text(statement.Header.OldBalance).ShouldBe(opening);
        BankAmounts.Text(statement.End.NewBalance).ShouldBe(closing);
        statement.Movements.Count.ShouldBe(movements);
        BankAmounts.Text(statement.Movements.Sum(movement => movement.Amount)).ShouldBe(sum);
        BankAmounts.Text(statement.End.Credits - statement.End.Debits).ShouldBe(sum);
        statement.Check("balance").Ok.ShouldBe(balances, statement.Check("balance").Message);
        statement.Movements.Select(movement => movement.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task SeveralStatements_EachBalance()
    {
        var report = await Inspect("genkgo/camt053.v2.multi.statement.xml");

        report.Statements.Select(statement => (statement.Header.OldBalance, statement.End.NewBalance, statement.End.Credits - statement.End.Debits)).ShouldBe([(18.15m, 27.00m, 8.85m), (27.00m, 20.00m, -7.00m)]);
        report.Statements.ShouldAllBe(statement => statement.Check("balance").Ok && statement.End.IsBookable);
        report.Statements[1].Check("continuity").Ok.ShouldBeTrue();
        report.Statements.Select(statement => statement.Header.IsDuplicate).ShouldBe([true, false]);
    }

    [Theory]
    [InlineData("genkgo/camt053.v2.wrong.xml")]
    [InlineData("viafintech/053-valid_namespace.xml")]
    public async Task NoStatementInside_IsRefused(string file)
    {
        var report = await Inspect(file);

        (report.Format, report.Version).ShouldBe(("camt.053", "02"));
        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("empty");
        report.Statements.ShouldBeEmpty();
    }

    [Fact]
    public async Task Oca_BatchOfReturnsIsBookedByItsTransactions()
    {
        var movements = (await Inspect("oca/test-camt053.xml")).Statements[0].Movements;

        movements.Select(movement => movement.Amount).ShouldBe([-754.25m, -564.05m, -100m, 1405.31m]);
        movements.Select(movement => movement.ReturnReason).ShouldBe([null, "AC06", "AC06", null]);
        movements.Select(movement => movement.IsReversal).ShouldBe([false, true, true, false]);
        movements.Select(movement => movement.EndToEndId).ShouldBe(["435005714488-ABNO33052620", "TESTBANK/NL/20141229/01206408", "TESTBANK/NL/20141229/01206407", "115"]);
        movements[1].DirectDebit!.Mandate.ShouldBe("NL22ZZZ524885430000-C0125.1");
        movements[3].Counterparty.ShouldBe(new BankCounterparty("3rd party Media", "NL69ABNA0522123643", "ABNANL2A", "SOMESTREET 570-A 1276 ML HOUSCITY"));
        movements[3].TransactionCode.ShouldBe("PMNT-RCDT-ESCT");
    }

    [Fact]
    public async Task Viafintech_OurOwnAccountIsNeverTheCounterparty()
    {
        var movements = (await Inspect("viafintech/053-valid_example.xml")).Statements[0].Movements;

        movements.Select(movement => movement.Counterparty.Name).ShouldBe(["Testkonto Nummer 2", "Testkonto Nummer 2", "Testkonto Nummer 2", "Testkonto Nummer 2", "Testkonto Nummer 2"]);
        movements[1].EndToEndId.ShouldBeNull();
        movements.Select(movement => movement.Amount).ShouldBe([-2m, -3m, 1m, -3.5m, -2.5m]);
    }

    [Fact]
    public async Task ViafintechVersion8_OtherCurrencyIsNotBooked_AndTheReferencesAreRead()
    {
        var statement = (await Inspect("viafintech/053-valid_example_v8.xml")).Statements[0];

        statement.End.IsBookable.ShouldBeFalse();
        statement.Check("currency").Message.ShouldContain("Ntry[3]");
        statement.Movements[0].Communication.ShouldBe("INVOICE R77561");
        statement.Movements[0].Counterparty.Name.ShouldBe("Jon Doe");
        statement.Movements[1].CreditorReference.ShouldBe("RF38000000000000000000552");
        statement.Movements[2].Communication.ShouldBe("000000270148751802165444888");
    }

    [Fact]
    public async Task ViafintechDateTime_ChargesExplain_AndTotalsThatDifferForbidBooking()
    {
        var statement = (await Inspect("viafintech/053-valid_example_with_datetime.xml")).Statements[0];

        (statement.Header.AccountKey, statement.Movements[0].EntryDate).ShouldBe(("11111111-USD", new DateOnly(2023, 6, 21)));
        statement.Movements[0].Details.ShouldHaveSingleItem().Amount.ShouldBe(-4.14m);
        statement.Check("totals").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeFalse();
        statement.Check("count").Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task Notification_WithoutAmountsOfItsTransactions_IsBookedAsOne()
    {
        var statement = (await Inspect("genkgo/camt054.v4.xml")).Statements[0];
        var movement = statement.Movements.ShouldHaveSingleItem();

        (movement.Amount, movement.Currency, movement.Details.Count).ShouldBe((-200_000m, "SEK", 3));
        statement.Check("details").Ok.ShouldBeFalse();
        statement.Check("details").IsAboutMoney.ShouldBeFalse();
        statement.Header.IsNotification.ShouldBeTrue();
    }

    private static async Task<BankFileReport> Inspect(string file) =>
        await CodaFile.Inspect(await File.ReadAllBytesAsync(SampleData.PathOf("camt/" + file), TestContext.Current.CancellationToken));
}
