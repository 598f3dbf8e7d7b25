using Smart.Local.Simulation;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Functions.Tests.Simulation;

public class SimulatedBankTests
{
    private readonly SimulatedBank _bank = new("BE68539007547034", "Coopérative Démo SC", "0123456749", "KREDBEBB");

    [Fact]
    public async Task Days_EachFileFollowsTheOneBefore()
    {
        _bank.Receive(12_100, "Studio", "BE71096123456769", "202600012345");
        var first = await ReadAsync(new DateOnly(2026, 9, 1));
        var second = await ReadAsync(new DateOnly(2026, 9, 2));
        second.Header.OldBalance.ShouldBe(first.End.NewBalance);
        (first.Header.Number, second.Header.Number).ShouldBe(("001", "002"));
        (first.Movements.Count, second.Movements.Count).ShouldBe((1, 0));
        first.End.IsBookable.ShouldBeTrue();
        second.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task NewYear_TheNumberRestarts()
    {
        await ReadAsync(new DateOnly(2026, 12, 31));
        (await ReadAsync(new DateOnly(2027, 1, 4))).Header.Number.ShouldBe("001");
    }

    [Fact]
    public void SameDayTwice_Throws()
    {
        _bank.CloseDay(new DateOnly(2026, 9, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => _bank.CloseDay(new DateOnly(2026, 9, 1)));
    }

    private async Task<BankStatement> ReadAsync(DateOnly day)
    {
        using var file = new MemoryStream(_bank.CloseDay(day));
        var report = await BankFileInspector.InspectAsync(file);
        report.IsRefused.ShouldBeFalse();
        return report.Statements.ShouldHaveSingleItem();
    }
}
