using FsCheck.Fluent;
using Smart.Shared.Shares;

namespace Smart.Shared.Tests.Shares;

public sealed class SharePaymentTest
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    private static ShareRequestRow Request(int count = 1) => new()
    {
        PartitionKey = "m",
        RowKey = "sharerequest|m|r",
        RequestId = "r",
        Count = count,
        Amount = Money.Eur(3000L * count),
        ShareClass = "A",
        Reference = "800000000123",
        RequestedOn = Day,
        PayBefore = Day.AddDays(10),
    };

    [Fact]
    public void Payment_InFull_CompletesOnItsValueDate()
    {
        var decision = SharePayment.Decide(Request(), Money.Eur(3000), Day);
        decision.Completes.ShouldBeTrue();
        decision.Excess.ShouldBe(Money.Zero);
        decision.Request.State.ShouldBe(ShareRequestState.Paid);
        decision.Request.LastValueDate.ShouldBe(Day);
    }

    [Fact]
    public void Payment_InParts_CountsFromTheLatestValueDate()
    {
        var first = SharePayment.Decide(Request(), Money.Eur(2000), Day);
        first.Completes.ShouldBeFalse();
        var second = SharePayment.Decide(first.Request, Money.Eur(1000), Day.AddDays(-3));
        second.Completes.ShouldBeTrue();
        second.Request.LastValueDate.ShouldBe(Day, "a part that was booked late does not make the shares older than the money");
    }

    [Fact]
    public void Payment_OfTooMuch_LeavesTheExcess()
    {
        var decision = SharePayment.Decide(Request(), Money.Eur(3500), Day);
        decision.Applied.ShouldBe(Money.Eur(3000));
        decision.Excess.ShouldBe(Money.Eur(500));
    }

    [Fact]
    public void Payment_OfWhatIsPaid_IsAllExcess()
    {
        var paid = SharePayment.Decide(Request(), Money.Eur(3000), Day).Request;
        var again = SharePayment.Decide(paid, Money.Eur(3000), Day);
        again.Applied.ShouldBe(Money.Zero);
        again.Excess.ShouldBe(Money.Eur(3000));
        again.Completes.ShouldBeFalse("the shares are issued once");
    }

    [Fact]
    public void Payment_OfNothing_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SharePayment.Decide(Request(), Money.Zero, Day));

    [Fact]
    public void Payments_InAnyParts_LoseNoCentAndIssueOnce() => Properties.Hold(
        from count in Gen.Choose(1, 5)
        from parts in Gen.Choose(1, 9000).NonEmptyListOf()
        select (count, parts),
        sample =>
        {
            var (request, applied, excess, completions) = (Request(sample.count), Money.Zero, Money.Zero, 0);
            foreach (var part in sample.parts)
            {
                var decision = SharePayment.Decide(request, Money.Eur(part), Day);
                (request, applied, excess) = (decision.Request, applied + decision.Applied, excess + decision.Excess);
                completions += decision.Completes ? 1 : 0;
            }

            var total = Money.Eur(sample.parts.Sum(part => (long)part));
            return applied + excess == total
                && applied == Money.Min(total, request.Amount)
                && applied == request.Received
                && completions == (total >= request.Amount ? 1 : 0);
        });
}
