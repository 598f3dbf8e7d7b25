using Smart.Shared.Debtors;
using Smart.Shared.Payments;

namespace Smart.Shared.Tests.Payments;

/// <summary>Money that is booked late counts from its value date all the same.</summary>
public sealed class LatePaymentOrderTest
{
    [Fact]
    public void Interest_IsTheSame_WhicheverOfTwoPaymentsIsBookedFirst()
    {
        var early = new IncomingMoney(Money.Eur(30_000), new DateOnly(2026, 4, 15), ["2026-000001"]);
        var late = new IncomingMoney(Money.Eur(50_000), new DateOnly(2026, 5, 20), ["2026-000001"]);

        var inOrder = Pay(Pay(Invoices.Open(1, 121_000), early), late);
        var reversed = Pay(Pay(Invoices.Open(1, 121_000), late), early);

        Math.Round(reversed.AccruedInterest, 10).ShouldBe(Math.Round(inOrder.AccruedInterest, 10));
        reversed.AccruedThrough.ShouldBe(inOrder.AccruedThrough);
        reversed.Principal.ShouldBe(inOrder.Principal);
    }

    [Fact]
    public void Interest_OfMoneyThatCameBeforeTheDueDate_IsTakenOffFromTheDueDateOn()
    {
        var onTime = new IncomingMoney(Money.Eur(60_500), new DateOnly(2026, 3, 20), ["2026-000001"]);
        var accrued = Invoices.Open(1, 121_000).AccruedTo(new DateOnly(2026, 5, 15));

        var after = PaymentAllocator.Decide([accrued], onTime, AllocationPolicy.Default).Parts[0].After;

        Money.EurRounded(after.AccruedInterest).ShouldBe(Money.Eur(7_83));
    }

    private static OpenInvoice Pay(OpenInvoice invoice, IncomingMoney money) =>
        PaymentAllocator.Decide([invoice], money, AllocationPolicy.Default).Parts[0].After;
}
