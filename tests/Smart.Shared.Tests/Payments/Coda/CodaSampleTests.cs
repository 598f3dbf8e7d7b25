using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

/// <summary>Files by others, against the values that their repositories assert or that follow from the layout.</summary>
public class CodaSampleTests
{
    [Theory]
    [InlineData("bcapps-masked/07022000.008.txt", "1", "236074.08", "234721.60", 1, 0, "1352.48", "0.00", "")]
    [InlineData("bcapps-masked/fortis-210409.txt", "2", "746171.93", "748802.07", 2, 0, "59.70", "2689.84", "trailer")]
    [InlineData("bcapps-masked/scenario-373926.txt", "2", "48168.53", "47250.17", 4, 4, "918.36", "0.00", "")]
    [InlineData("coda_standard/coda.cod", "2", "57900.00", "58900.00", 2, 0, "0.00", "700.86", "balance,totals,count,account,trailer")]
    [InlineData("ibanity/coda-sample.txt", "2", "11812.70", "13646.05", 5, 4, "1393.08", "3108.19", "balance,account")]
    [InlineData("oca/Ontvangen_CODA.2012-01-11-18.59.15.txt", "2", "11812.70", "13646.05", 5, 4, "1393.08", "3108.19", "balance,account")]
    [InlineData("php-coda-parser/sample1.cod", "2", "17752.12", "17832.12", 4, 0, "0.00", "80.00", "*")]
    [InlineData("php-coda-parser/sample2.cod", "2", "25846.00", "23154.685", 1, 2, "9.68", "0.00", "balance,account,trailer")]
    [InlineData("php-coda-parser/sample3.cod", "2", "99999.99", "99999.99", 1, 2, "812.69", "0.00", "balance,totals,count,*")]
    [InlineData("php-coda-parser/sample4.cod", "2", "99999.99", "99999.99", 1, 0, "0.00", "17233.54", "balance,totals,count,*")]
    [InlineData("php-coda-parser/sample5.cod", "2", "4004.10", "-500012.10", 3, 0, "0.00", "6303.46", "balance,totals,count,trailer")]
    [InlineData("php-coda-parser/sample6-supervos.cod", "2", "4004.10", "-500012.10", 3, 0, "767.823", "4535.64", "balance,totals,count,*")]
    [InlineData("php-coda-parser/sample6.cod", "2", "4004.10", "-500012.10", 3, 0, "767.823", "4535.64", "balance,totals,count,*")]
    [InlineData("php-coda-parser/sample9.cod", "2", "17752.12", "17832.12", 1, 0, "0.00", "5.00", "balance,totals,count,*")]
    [InlineData("pycoda/Coda_v2_3_faulty_globalisation.txt", "2", "19338.09", "10807.81", 11, 0, "8769.87", "239.59", "*")]
    [InlineData("pycoda/Coda_v2_3_faulty_globalisation_2.txt", "2", "104014.76", "90080.13", 2, 0, "13934.63", "0.00", "*")]
    [InlineData("pycoda/Coda_v2_3_globalisation.txt", "2", "-455.17", "275270.53", 4, 1, "544.30", "276270.00", "*")]
    [InlineData("pycoda/Coda_v2_3_globalisation_2.txt", "2", "-455.17", "275270.53", 4, 0, "544.30", "276270.00", "count,*")]
    [InlineData("smartcoop/sample5.cod", "2", "4004.10", "-500012.10", 3, 0, "0.00", "6303.46", "balance,totals,count,trailer")]
    [InlineData("smartcoop/sample6.cod", "2", "4004.10", "-500012.10", 3, 0, "767.823", "4535.64", "balance,totals,count,*")]
    public async Task Sample_GivesTheExpectedSums(string file, string version, string oldBalance, string newBalance, int movements, int details, string debits, string credits, string failing)
    {
        var report = await Inspect(file);
        var statement = report.Statements.ShouldHaveSingleItem();

        report.Errors.ShouldBeEmpty();
        report.Version.ShouldBe(version);
        BankAmounts.Text(statement.Header.OldBalance).ShouldBe(oldBalance);
        BankAmounts.Text(statement.End.NewBalance).ShouldBe(newBalance);
        statement.Movements.Count.ShouldBe(movements);
        statement.Movements.Sum(movement => movement.Details.Count).ShouldBe(details);
        BankAmounts.Text(statement.End.Debits).ShouldBe(debits);
        BankAmounts.Text(statement.End.Credits).ShouldBe(credits);
        string[] expected = failing.Split(',');
        foreach (var name in new[] { "balance", "totals", "count" }) statement.Check(name).Ok.ShouldBe(!expected.Contains(name), name);
        if (!expected.Contains("*")) statement.End.Checks.Where(check => !check.Ok).Select(check => check.Name).Distinct().ShouldBe(failing.Split(',', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("bcapps-masked/07022000.008.txt", "190207", "", 0, 0)]
    [InlineData("bcapps-masked/fortis-210409.txt", "210409", "GEBABEBB", 0, 0)]
    [InlineData("bcapps-masked/scenario-373926.txt", "100920", "KREDBEBB", 0, 0)]
    [InlineData("coda_standard/coda.cod", "310315", "GEBABEBB", 2, 2)]
    [InlineData("ibanity/coda-sample.txt", "110111", "KREDBEBB", 1, 1)]
    [InlineData("oca/Ontvangen_CODA.2012-01-11-18.59.15.txt", "110112", "KREDBEBB", 1, 1)]
    [InlineData("php-coda-parser/sample1.cod", "111017", "KREDBEBB", 0, 4)]
    [InlineData("php-coda-parser/sample2.cod", "030717", "BBRUBEBB", 0, 0)]
    [InlineData("php-coda-parser/sample3.cod", "301017", "CREGBEBB", 0, 0)]
    [InlineData("php-coda-parser/sample4.cod", "301017", "CREGBEBB", 0, 0)]
    [InlineData("php-coda-parser/sample5.cod", "180115", "GEBABEBB", 0, 1)]
    [InlineData("php-coda-parser/sample6-supervos.cod", "180115", "GEBABEBB", 0, 1)]
    [InlineData("php-coda-parser/sample6.cod", "180115", "GEBABEBB", 0, 1)]
    [InlineData("php-coda-parser/sample9.cod", "111017", "KREDBEBB", 0, 1)]
    [InlineData("pycoda/Coda_v2_3_faulty_globalisation.txt", "241213", "GEBABEBB", 0, 0)]
    [InlineData("pycoda/Coda_v2_3_faulty_globalisation_2.txt", "020115", "GEBABEBB", 0, 0)]
    [InlineData("pycoda/Coda_v2_3_globalisation.txt", "020115", "GEBABEBB", 0, 0)]
    [InlineData("pycoda/Coda_v2_3_globalisation_2.txt", "020115", "GEBABEBB", 0, 0)]
    [InlineData("smartcoop/sample5.cod", "180115", "GEBABEBB", 0, 1)]
    [InlineData("smartcoop/sample6.cod", "180115", "GEBABEBB", 0, 1)]
    public async Task Sample_GivesDateBankAndCommunications(string file, string created, string bic, int valid, int all)
    {
        var statement = (await Inspect(file)).Statements.ShouldHaveSingleItem();
        var structured = statement.Movements.Where(movement => movement is { StructuredCommunication: not null, Original: null }).ToList();

        statement.Header.Date.ShouldBe(DateOnly.ParseExact(created, "ddMMyy"));
        statement.Header.Bic.ShouldBe(bic);
        (structured.Count(movement => movement.StructuredValid), structured.Count).ShouldBe((valid, all));
    }

    [Fact]
    public async Task VersionFive_IsRefused()
    {
        var report = await Inspect("pycoda/Coda_faulty_version.txt");

        report.Version.ShouldBe("5");
        report.Errors.ShouldHaveSingleItem().Message.ShouldContain("version 5 is not supported");
    }

    [Fact]
    public async Task Sample1_KeepsWhatTheBankCallsStructured()
    {
        var statement = (await Inspect("php-coda-parser/sample1.cod")).Statements[0];
        var first = statement.Movements[0];

        statement.Header.Date.ShouldBe(new DateOnly(2017, 10, 11));
        statement.End.FreeMessages.ShouldBeEmpty();
        first.Amount.ShouldBe(5m);
        first.StructuredCommunication.ShouldBe("000003505158");
        first.StructuredValid.ShouldBeFalse();
        first.Counterparty.Name.ShouldBe("KLANT1 MET NAAM1");
        first.Counterparty.Account.ShouldBe("BE22313215646432");
        first.Counterparty.Address.ShouldBe("GROTE WEG 32 3215 HASSELT");
    }

    [Theory]
    [InlineData("sample2.cod", "Zichtrekening nr  21354598  - 2,11Justification in annex 00001680")]
    [InlineData("sample3.cod", "Message goes here and continues here or here")]
    [InlineData("sample4.cod", "Europese overschrijving (zie bijlage)  + 17.233,54Van: COMPANY BLABLABLAH BVBA - BE64NOT PR")]
    [InlineData("sample6.cod", "112/4554/46812   813  ANOTHER MESSAGE  MESSAGE")]
    public async Task FreeText_IsPutTogether(string file, string expected) =>
        (await Inspect("php-coda-parser/" + file)).Statements[0].Movements[0].Communication.ShouldBe(expected);

    [Fact]
    public async Task Sample5_NumbersAndReferences()
    {
        var movements = (await Inspect("php-coda-parser/sample5.cod")).Statements[0].Movements;

        movements.Select(movement => movement.Key[^9..]).ShouldBe(["0001-0000", "0002-0000", "0009-0000"]);
        movements.Select(movement => movement.EndToEndId).ShouldBe(["54875", "54875", "54875"]);
        movements.Select(movement => movement.StructuredCommunication is null).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task Sample6_TellsAccountMovementsAndMessage()
    {
        var statement = (await Inspect("php-coda-parser/sample6.cod")).Statements[0];
        var (header, first) = (statement.Header, statement.Movements[0]);

        (header.Account, header.Currency, header.Bic, header.HolderIdentification).ShouldBe(("001548226815", "EUR", "GEBABEBB", "09029308273"));
        (header.Holder, header.Description, header.Date).ShouldBe(("CODELICIOUS", "PROFESSIONAL ACCOUNT", new DateOnly(2015, 1, 18)));
        statement.End.FreeMessages.ShouldBe(["THIS IS A PUBLIC MESSAGE"]);
        first.Amount.ShouldBe(-767.823m);
        (first.EntryDate, first.ValueDate).ShouldBe((new DateOnly(2014, 12, 25), new DateOnly(2014, 12, 25)));
        first.Counterparty.ShouldBe(new BankCounterparty("BVBA.BAKKER PIET", "BE54805480215856", "GEBCEEBB", "MAIN STREET 928 5480 SOME CITY"));
        first.Information.ShouldBe("SOME INFORMATION ABOUT THIS TRANSACTION");
        statement.Movements[1].StructuredCommunication.ShouldBe("112455446812");
        statement.Movements[1].EndToEndId.ShouldBe("54875");
        (statement.Movements[2].Counterparty.Name, statement.Movements[2].Counterparty.Bic).ShouldBe(("", "GEBCEEBB"));
        statement.Check("cents").Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task Sample9_ClientReference() =>
        (await Inspect("php-coda-parser/sample9.cod")).Statements[0].Movements[0].EndToEndId.ShouldBe("243690000141");

    [Fact]
    public async Task Oca_StatementNumberAndStructuredCommunication()
    {
        var statement = (await Inspect("oca/Ontvangen_CODA.2012-01-11-18.59.15.txt")).Statements[0];
        var second = statement.Movements[1];

        statement.Header.Number.ShouldBe("135");
        statement.Header.Sequence.ShouldBe("003");
        (second.Counterparty.Name, second.Counterparty.Account).ShouldBe(("PARTNER 2", "BE61310126985517"));
        (second.StructuredCommunication, second.StructuredValid).ShouldBe(("240283842818", true));
    }

    [Fact]
    public async Task CodaStandard_BelgianNumberAndForeignCounterparty()
    {
        var statement = (await Inspect("coda_standard/coda.cod")).Statements[0];

        statement.Header.Account.ShouldBe("539007547034");
        statement.Header.AccountKey.ShouldBe("BE68539007547034-EUR");
        statement.Movements.Select(movement => (movement.Amount, movement.StructuredCommunication, movement.StructuredValid, movement.Counterparty.Account, movement.Counterparty.Bic, movement.Counterparty.Name)).ShouldBe(
        [
            (500.86m, "100000834941", true, "BE53900754703405", "GKCCBEBB", "LASTNM PERSON"),
            (200.00m, "100000835749", true, "LU539007547034898400", "BILLLULL", "M.JOHN DOE"),
        ]);
        statement.Movements[0].Counterparty.Address.ShouldBe("CHAUSSEE DE BIERE 10 1978 SOMECITY");
        statement.Movements[0].ValueDate.ShouldBe(new DateOnly(2015, 4, 1));
        statement.Movements[0].EntryDate.ShouldBe(new DateOnly(2015, 3, 31));
    }

    [Fact]
    public async Task Demo_BooksThreeSharesOfOneTotal()
    {
        var path = SampleData.PathOf("../rules/vectors/demo.cod");
        var statement = (await CodaFile.Inspect(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))).Statements[0];

        statement.End.Checks.ShouldAllBe(check => check.Ok);
        statement.Movements.Select(movement => movement.Amount).ShouldBe([1210m, 605m, -250m, 30m, 30m, 30m]);
        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(["202600123464", null, null, "202600000192", "000006792323", "000000009797"]);
        statement.Movements[1].Communication.ShouldContain("+++202/6012/34520+++");
        statement.Movements[2].ReturnReason.ShouldBe("AM04");
    }

    private static async Task<BankFileReport> Inspect(string file) =>
        await CodaFile.Inspect(await File.ReadAllBytesAsync(SampleData.PathOf("coda/" + file), TestContext.Current.CancellationToken));
}
