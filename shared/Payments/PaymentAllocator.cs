using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Payments;

/// <summary>
/// Sets money against invoices: the one that was named, then those that a letter demanded together, oldest due date first; what
/// nobody demanded is not touched, the rest stays on account. Money named for a debtor as a whole pays every open invoice.
/// </summary>
public static class PaymentAllocator
{
    /// <summary>Decides for a receipt of which nothing is booked yet.</summary>
    public static AllocationPlan Decide(IReadOnlyList<OpenInvoice> open, IncomingMoney money, AllocationPolicy policy)
    {
        var order = Order(open, money.Number);
        var named = order.FirstOrDefault(invoice => invoice.Number == money.Number);
        var isExact = order.Count > 0 && money.Amount.IsPositive
            && (money.Amount == named?.Principal || money.Amount == order.Sum(invoice => invoice.Principal));
        return Decide(order, money, policy, isExact ? AllocationMode.PrincipalExactly : AllocationMode.InOrder);
    }

    /// <summary>Decides for what is left of a receipt whose mode is fixed.</summary>
    public static AllocationPlan Continue(IReadOnlyList<OpenInvoice> open, IncomingMoney left, AllocationPolicy policy, AllocationMode mode) =>
        Decide(Order(open, left.Number), left, policy, mode);

    private static AllocationPlan Decide(IEnumerable<OpenInvoice> order, IncomingMoney money, AllocationPolicy policy, AllocationMode mode)
    {
        if (money.Amount < Money.Zero) throw new ArgumentOutOfRangeException(nameof(money), "A payment is not negative.");
        var left = money.Amount;
        var parts = new List<AllocatedPart>();
        foreach (var invoice in order)
        {
            if (!left.IsPositive) break;
            var part = Pay(invoice, left, money.ValueDate, policy, mode);
            if (!part.Paid.IsPositive) continue;
            parts.Add(part);
            left -= part.Paid;
        }

        return new AllocationPlan(mode, parts, left);
    }

    private static List<OpenInvoice> Order(IReadOnlyList<OpenInvoice> open, string? number) =>
    [
        .. open
            .Where(invoice => number is null || invoice.Number == number || invoice.Level > 0)
            .OrderByDescending(invoice => invoice.Number == number)
            .ThenBy(invoice => invoice.DueOn)
            .ThenBy(invoice => invoice.Number, StringComparer.Ordinal),
    ];

    private static AllocatedPart Pay(OpenInvoice before, Money left, DateOnly valueDate, AllocationPolicy policy, AllocationMode mode)
    {
        var isExact = mode == AllocationMode.PrincipalExactly;
        var imputed = Imputation.Of(
            left, before.ClaimedInterest + before.ClaimedCosts, before.Principal, isExact ? ImputationOrder.PrincipalFirst : policy.Order);
        var toInterest = isExact ? Money.Zero : Money.Min(imputed.ToInterest, before.ClaimedInterest);
        var toCosts = isExact ? Money.Zero : imputed.ToInterest - toInterest;
        var principal = before.Principal - imputed.ToPrincipal;
        var (interest, costs) = (before.ClaimedInterest - toInterest, before.ClaimedCosts - toCosts);
        var isWaived = principal.IsZero && (isExact || interest + costs < policy.WaiveBelow);
        var after = Accrued(before, imputed.ToPrincipal, valueDate) with
        {
            Principal = principal,
            ClaimedInterest = isWaived ? Money.Zero : interest,
            ClaimedCosts = isWaived ? Money.Zero : costs,
        };
        return new AllocatedPart(before, after, imputed.ToPrincipal, toInterest, toCosts, isWaived ? interest : Money.Zero, isWaived ? costs : Money.Zero);
    }

    /// <summary>
    /// Carries the interest through the value date, before the principal changes. Money that is booked late counts from its value
    /// date all the same: the interest that ran on it since is taken off again.
    /// </summary>
    private static OpenInvoice Accrued(OpenInvoice invoice, Money toPrincipal, DateOnly valueDate)
    {
        if (valueDate >= invoice.AccruedThrough) return invoice.AccruedTo(valueDate);
        var from = valueDate > invoice.DueOn ? valueDate : invoice.DueOn;
        var onPaid = invoice with { Principal = toPrincipal, AccruedInterest = 0m, AccruedThrough = from };
        var tooMuch = InvoiceInterest.Through(onPaid, invoice.AccruedThrough);
        return invoice with { AccruedInterest = Math.Max(0m, invoice.AccruedInterest - tooMuch) };
    }
}
