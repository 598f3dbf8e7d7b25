using Smart.Local.Simulation;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Functions.Tests.Simulation;

public class CamtWriterTests
{
    private static readonly SimulatedStatement Statement = new()
    {
        Iban = "BE68539007547034",
        Holder = "COOP DEMO SC",
        Number = "094",
        Date = new DateOnly(2026, 5, 15),
        OldBalanceDate = new DateOnly(2026, 5, 14),
        OldBalance = 1_000_000,
        Movements =
        [
            new() { Cents = 121_000, BankReference = "REF0001", StructuredCommunication = "202600123464", EndToEndId = "E2E-0001", CounterpartyName = "CLIENT UN SRL", CounterpartyAccount = "BE32123456789002", CounterpartyBic = "KREDBEBB" },
            new() { Cents = -25_000, TransactionCode = "00503000", BankReference = "REF0003", Mandate = "MANDATE-0042", Communication = "COTISATION & CO", ReturnType = "2", ReturnReason = "AM04", CounterpartyName = "CLIENT TROIS" },
            SimulatedMovement.TotalOf("REF0004", [new() { Cents = 3_000, StructuredCommunication = "202600000192" }, new() { Cents = 3_000, StructuredCommunication = "000006792323" }]),
        ],
    };

    [Theory]
    [InlineData("053", "02")]
    [InlineData("053", "08")]
    [InlineData("054", "02")]
    [InlineData("054", "08")]
    public async Task Statement_ReadsBackAsWritten(string message, string version)
    {
        using var stream = new MemoryStream(CamtWriter.Write(new CamtKind(message, version), Statement));
        var report = await BankFileInspector.InspectAsync(stream, TestContext.Current.CancellationToken);
        var statement = report.Statements.ShouldHaveSingleItem();

        (report.Format, report.Version, report.Errors.Count).ShouldBe(($"camt.{message}", version, 0));
        statement.Movements.Select(movement => movement.Amount).ShouldBe([1210m, -250m, 30m, 30m]);
        statement.Movements.Select(movement => movement.StructuredCommunication).ShouldBe(["202600123464", null, "202600000192", "000006792323"]);
        statement.Movements[0].Counterparty.ShouldBe(new BankCounterparty("CLIENT UN SRL", "BE32123456789002", "KREDBEBB", ""));
        (statement.Movements[1].ReturnReason, statement.Movements[1].Communication, statement.Movements[1].DirectDebit!.Mandate).ShouldBe(("AM04", "COTISATION & CO", "MANDATE-0042"));
        statement.End.Checks.Where(check => !check.Ok).Select(check => check.Name).ShouldBe(message == "054" ? ["balance"] : []);
        statement.End.IsBookable.ShouldBeTrue();
        statement.End.NewBalance.ShouldBe(message == "054" ? null : 11_020m);
    }
}
