using Smart.Shared.Payments;

namespace Smart.Shared.Tests.Payments;

public sealed class AccountWatermarkTest
{
    private const string Account = "BE68539007547034-EUR";
    private static readonly AccountRow New = new() { PartitionKey = AccountRow.Partition, RowKey = Account, Name = "Clients", IsCollecting = true };

    [Fact]
    public void CompleteStatement_MovesTheWatermark() =>
        AccountWatermark.Advance(New, [Statement(1, 0, 100)]).CompleteThrough.ShouldBe(new DateOnly(2026, 1, 1));

    [Fact]
    public void StatementInWork_HoldsTheWatermark()
    {
        var account = AccountWatermark.Advance(New, [Statement(1, 0, 100), Statement(2, 100, 150, isComplete: false), Statement(3, 150, 160)]);

        account.CompleteThrough.ShouldBe(new DateOnly(2026, 1, 1));
        account.Gap.ShouldBeNull();
    }

    [Fact]
    public void MissingStatement_HoldsTheWatermarkAndSaysSo_UntilItArrives()
    {
        var held = AccountWatermark.Advance(New, [Statement(1, 0, 100), Statement(3, 150, 160)]);
        held.CompleteThrough.ShouldBe(new DateOnly(2026, 1, 1));
        held.Gap.ShouldNotBeNull().ShouldContain("003");

        var healed = AccountWatermark.Advance(held, [Statement(1, 0, 100), Statement(2, 100, 150), Statement(3, 150, 160)]);
        healed.CompleteThrough.ShouldBe(new DateOnly(2026, 1, 3));
        healed.Gap.ShouldBeNull();
    }

    [Fact]
    public void AnswerOfFinance_PassesAGap_AndLaterStatementsFollowFromThere()
    {
        StatementRow[] statements = [Statement(1, 0, 100), Statement(3, 150, 160), Statement(4, 160, 170)];
        var held = AccountWatermark.Advance(New, statements);

        var account = AccountWatermark.Override(held, new DateOnly(2026, 1, 3), statements);

        account.CompleteThrough.ShouldBe(new DateOnly(2026, 1, 4));
        account.Gap.ShouldBeNull();
    }

    [Fact]
    public void AnswerOfFinance_NeverMovesBack() =>
        AccountWatermark.Override(AccountWatermark.Advance(New, [Statement(5, 0, 1)]), new DateOnly(2026, 1, 2), []).CompleteThrough.ShouldBe(new DateOnly(2026, 1, 5));

    private static StatementRow Statement(int day, decimal old, decimal balance, bool isComplete = true) => new()
    {
        PartitionKey = Account,
        RowKey = $"{Account}-202601{day - 1:00}-{day:000}",
        Sequence = $"{day:000}",
        FileSha256 = "",
        OldBalance = old,
        NewBalance = balance,
        Date = new DateOnly(2026, 1, day),
        Movements = 1,
        IsComplete = isComplete,
    };
}
