using Smart.Local.Chaos;

namespace Smart.Functions.Tests.Chaos;

public class ChaosJournalTests
{
    private readonly List<string> _told = [];
    private readonly ChaosJournal _journal;

    public ChaosJournalTests() => _journal = new ChaosJournal(_told.Add);

    [Fact]
    public void HistoryOfANumber_IsThatOfItsKey_WithTheKillsSince()
    {
        _journal.WriteAll("kill 1");
        _journal.Write("invoice-0001", "POST invoices: 201");
        _journal.Write("invoice-0002", "POST invoices: 201");
        _journal.WriteAll("kill 2");
        _journal.Alias("invoice-0001", "2026-000001");

        var lines = _journal.Of("2026-000001");

        lines.Count.ShouldBe(2);
        lines[0].ShouldEndWith("invoice-0001  POST invoices: 201");
        lines[1].ShouldEndWith("kill 2");
    }

    [Fact]
    public void Kills_AreToldAsTheyHappen_AndTheRestIsKept()
    {
        _journal.Write("invoice-0001", "POST invoices: 201");
        _journal.WriteAll("kill 1");
        _told.ShouldHaveSingleItem().ShouldEndWith("kill 1");
        _journal.Of("nobody").ShouldBeEmpty();
    }
}
