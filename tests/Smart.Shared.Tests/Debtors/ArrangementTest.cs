using Smart.Shared.Debtors;
using Smart.Shared.Tests.Payments;

namespace Smart.Shared.Tests.Debtors;

public sealed class ArrangementTest
{
    private const int Grace = 3;
    private static readonly DateOnly First = new(2026, 6, 1);
    private static readonly DateOnly Second = new(2026, 7, 1);

    [Fact]
    public void Arrangement_IsKept_UntilAPromisedPaymentIsMissing()
    {
        State(300_00, First).ShouldBe(ArrangementState.Kept);
        State(300_00, First.AddDays(Grace)).ShouldBe(ArrangementState.Kept);
        State(300_00, First.AddDays(Grace + 1)).ShouldBe(ArrangementState.Broken);
    }

    [Fact]
    public void PaidInstalment_KeepsItUntilTheNext()
    {
        State(200_00, First.AddDays(Grace + 1)).ShouldBe(ArrangementState.Kept);
        State(200_01, First.AddDays(Grace + 1)).ShouldBe(ArrangementState.Broken);
        State(200_00, Second.AddDays(Grace + 1)).ShouldBe(ArrangementState.Broken);
    }

    [Fact]
    public void PaidEarly_IsKeptLonger() => State(50_00, First).ShouldBe(ArrangementState.Kept);

    [Fact]
    public void NothingLeft_IsFulfilled() => State(0, Second.AddDays(30)).ShouldBe(ArrangementState.Fulfilled);

    [Fact]
    public void LookAgain_IsTheDayOnWhichTheNextPaymentIsMissing()
    {
        On(300_00, First).LookAgainOn.ShouldBe(First.AddDays(Grace + 1));
        On(200_00, First.AddDays(Grace + 1)).LookAgainOn.ShouldBe(Second.AddDays(Grace + 1));
    }

    [Fact]
    public void Cancelled_IsCancelled() =>
        (Row with { CancelledOn = First }).On([Invoices.Open(1, 300_00)], First, Grace).State.ShouldBe(ArrangementState.Cancelled);

    private static ArrangementRow Row { get; } = new()
    {
        PartitionKey = "debtor",
        RowKey = ArrangementRow.Key("a"),
        ArrangementId = "a",
        Numbers = ["2026-000001"],
        Instalments = [new(First, Money.Eur(100_00)), new(Second, Money.Eur(200_00))],
        Owed = Money.Eur(300_00),
        Reference = "600000000000",
        AgreedOn = new DateOnly(2026, 5, 15),
        AgreedBy = "desk",
    };

    private static ArrangementState State(long left, DateOnly today) => On(left, today).State;

    private static ArrangementStanding On(long left, DateOnly today) =>
        Row.On(left == 0 ? [] : [Invoices.Open(1, left), Invoices.Open(2, 999_00)], today, Grace);
}
