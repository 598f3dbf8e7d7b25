using FsCheck;
using FsCheck.Fluent;
using Smart.Local.Simulation;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.References;

namespace Smart.Functions.Tests.Simulation;

public class CodaWriterTests
{
    [Fact]
    public async Task DemoStory_ReadsBackAsWritten()
    {
        var report = await Read(Statement(
        [
            new() { Cents = 121_000, BankReference = "REF0001", StructuredCommunication = "202600123464", EndToEndId = "E2E-0001", CounterpartyName = "CLIENT UN SRL", CounterpartyAccount = "BE32123456789002", CounterpartyBic = "KREDBEBB" },
            new() { Cents = 60_500, BankReference = "REF0002", Communication = "FACT 2026-12345 +++202/6012/34520+++ ACOMPTE", EndToEndId = "E2E-0002", CounterpartyName = "CLIENT DEUX ASBL", CounterpartyAccount = "BE96153112434405" },
            new() { Cents = -25_000, TransactionCode = "00503000", BankReference = "REF0003", Mandate = "MANDATE-0042", CreditorId = "BE81ZZZ0123456749", Communication = "COTISATION 2026", ReturnType = "2", ReturnReason = "AM04", CounterpartyName = "CLIENT TROIS", CounterpartyAccount = "BE48320070184927" },
            SimulatedMovement.TotalOf("REF0004", [Share("202600000192"), Share("000006792323"), Share("000000009797")]),
        ]));
        var statement = report.Statements.ShouldHaveSingleItem();

        report.Errors.ShouldBeEmpty();
        statement.End.Checks.ShouldAllBe(check => check.Ok);
        statement.End.NewBalance.ShouldBe(11_655.00m);
        (statement.End.Debits, statement.End.Credits).ShouldBe((250m, 1905m));
        statement.Movements.Select(movement => movement.Amount).ShouldBe([1210m, 605m, -250m, 30m, 30m, 30m]);
        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(["202600123464", null, null, "202600000192", "000006792323", "000000009797"]);
        statement.Movements[1].Communication.ShouldBe("FACT 2026-12345 +++202/6012/34520+++ ACOMPTE");
        (statement.Movements[2].ReturnReason, statement.Movements[2].Communication, statement.Movements[2].DirectDebit!.Mandate).ShouldBe(("AM04", "COTISATION 2026", "MANDATE-0042"));
    }

    [Fact]
    public async Task ThreeHundredSeventyFiveDetailsOfOneTotal_KeepTheirOwnCommunications()
    {
        var details = Enumerable.Range(1, 375).Select(number => new SimulatedMovement { Cents = 1_000 + (number % 19 * 100), StructuredCommunication = StructuredCommunication.FromBase(number).Digits, CounterpartyName = $"PAYER {number}" }).ToList();
        var statement = (await Read(Statement([SimulatedMovement.TotalOf("TOTAL", details)]))).Statements.ShouldHaveSingleItem();

        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(details.Select(detail => detail.StructuredCommunication));
        statement.Movements.Select(movement => movement.Counterparty.Name).ShouldBe(details.Select(detail => detail.CounterpartyName));
        statement.Movements.Select(movement => movement.Amount).Distinct().Count().ShouldBe(19);
        statement.Movements.Select(movement => movement.Key).ShouldBeUnique();
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Fact]
    public void AnyStatement_KeepsItsInvariants()
    {
        var movement = from cents in Gen.Choose(-10_000_000, 10_000_000)
                       from reference in Gen.Choose(1, 999_999_999)
                       from structured in Gen.Elements(true, false)
                       from name in Gen.Elements("", "SOCIÉTÉ ANONYME", new string('N', 80))
                       from text in Gen.Elements("", "FACTURE 12", new string('T', 149))
                       select new SimulatedMovement { Cents = cents, BankReference = $"R{reference}", StructuredCommunication = structured ? StructuredCommunication.FromBase(reference).Digits : "", Communication = structured ? "" : text, CounterpartyName = name };
        var totals = movement.ListOf(3).Select(details => SimulatedMovement.TotalOf("TOTAL", [.. details]));
        var statements = from count in Gen.Choose(0, 12)
                         from movements in Gen.OneOf(movement, totals).ListOf(count)
                         from balance in Gen.Choose(-5_000_000, 5_000_000)
                         select Statement([.. movements]) with { OldBalance = balance };

        Check.QuickThrowOnFailure(Prop.ForAll(statements.ToArbitrary(), async statement =>
        {
            var read = (await Read(statement)).Statements[0];
            var booked = statement.Movements.SelectMany(item => item.Details.Count > 0 ? item.Details : [item]).ToList();
            read.End.Checks.ShouldAllBe(check => check.Ok);
            read.Movements.Select(item => item.Amount).ShouldBe(booked.Select(item => item.Cents / 100m));
            read.Movements.Select(item => item.StructuredCommunication ?? "").ShouldBe(booked.Select(item => item.StructuredCommunication));
            read.Movements.Select(item => item.Communication).ShouldBe(booked.Select(item => item.Communication));
        }));
    }

    private static SimulatedMovement Share(string digits) => new() { Cents = 3_000, StructuredCommunication = digits, CounterpartyName = "MEMBRE" };

    private static SimulatedStatement Statement(IReadOnlyList<SimulatedMovement> movements) => new()
    {
        Iban = "BE68539007547034",
        Holder = "COOP DEMO SC",
        HolderIdentification = "0123456749",
        Number = "094",
        Date = new DateOnly(2026, 5, 15),
        OldBalanceDate = new DateOnly(2026, 5, 14),
        OldBalance = 1_000_000,
        Movements = movements,
    };

    private static async Task<BankFileReport> Read(SimulatedStatement statement)
    {
        using var stream = new MemoryStream(CodaWriter.Write(statement));
        return await BankFileInspector.InspectAsync(stream);
    }
}
