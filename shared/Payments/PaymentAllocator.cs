using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;
using Smart.Shared.Payments.Matching;

namespace Smart.Shared.Payments;

/// <summary>
/// Sets money against invoices: those that were named, in that order, then those that a letter demanded together, oldest due date
/// first; what nobody demanded is not touched, the rest stays on account. An amount that is exactly the named ones and the only few
/// others that add up to it pays those too. Money named for a debtor as a whole pays every open invoice.
/// </summary>
public static class PaymentAllocator
{
    /// <summary>Decides for a receipt of which nothing is booked yet.</summary>
    public static AllocationPlan Decide(IReadOnlyList<OpenInvoice> open, IncomingMoney money, AllocationPolicy policy)
    {
        var meant = money with { Numbers = Widened(open, money) };
        var mode = IsPrincipalExactly(Order(open, meant.Numbers), meant) ? AllocationMode.PrincipalExactly : AllocationMode.InOrder;
        return Continue(open, meant, policy, mode);
    }

    /// <summary>Decides for what is left of a receipt whose mode and invoices are fixed.</summary>
    public static AllocationPlan Continue(IReadOnlyList<OpenInvoice> open, IncomingMoney left, AllocationPolicy policy, AllocationMode mode)
    {
        if (left.Amount < Money.Zero) throw new ArgumentOutOfRangeException(nameof(left), "A payment is not negative.");
        var rest = left.Amount;
        var parts = new List<AllocatedPart>();
        foreach (var invoice in Order(open, left.Numbers))
        {
            if (!rest.IsPositive) break;
            var shortfall = left.Numbers.Contains(invoice.Number) ? left.Shortfall : Money.Zero;
            var part = Pay(invoice, rest, left.ValueDate, shortfall, policy, mode);
            if (!part.Paid.IsPositive) continue;
            parts.Add(part);
            rest -= part.Paid;
        }

        return new AllocationPlan(mode, parts, rest, left.Numbers);
    }

    /// <summary>The invoices named, and those that the amount names with them: one transfer for several invoices under the communication of one.</summary>
    private static IReadOnlyList<string> Widened(IReadOnlyList<OpenInvoice> open, IncomingMoney money)
    {
        var named = open.Where(invoice => money.Numbers.Contains(invoice.Number)).ToList();
        if (named.Count == 0 || IsSumOf(Order(open, money.Numbers), money.Amount)) return money.Numbers;
        OpenInvoice[] others = [.. open.Except(named).OrderBy(invoice => invoice.DueOn).ThenBy(invoice => invoice.Number, StringComparer.Ordinal)];
        var few = Others(invoice => invoice.Balance) ?? Others(invoice => invoice.Principal) ?? [];
        return [.. money.Numbers, .. few];

        IEnumerable<string>? Others(Func<OpenInvoice, Money> amount)
        {
            var left = money.Amount - named.Sum(amount);
            var indexes = left == others.Sum(amount) ? Enumerable.Range(0, others.Length) : SubsetSum.Only([.. others.Select(amount)], left);
            return left.IsPositive ? indexes?.Select(index => others[index].Number) : null;
        }
    }

    private static bool IsSumOf(IReadOnlyCollection<OpenInvoice> invoices, Money amount) =>
        amount == invoices.Sum(invoice => invoice.Balance) || amount == invoices.Sum(invoice => invoice.Principal);

    // The principal of what was named, or of all that was demanded; also when it lacks no more than what may be missing.
    private static bool IsPrincipalExactly(List<OpenInvoice> order, IncomingMoney money)
    {
        if (order.Count == 0 || !money.Amount.IsPositive) return false;
        var named = order.Where(invoice => money.Numbers.Contains(invoice.Number)).ToList();
        var (principal, balance) = (named.Sum(invoice => invoice.Principal), named.Sum(invoice => invoice.Balance));
        if (money.Amount == order.Sum(invoice => invoice.Principal) || (named.Count > 0 && money.Amount == principal)) return true;
        var missing = principal - money.Amount;
        return money.Amount != balance && missing.IsPositive && missing <= money.Shortfall;
    }

    private static List<OpenInvoice> Order(IReadOnlyList<OpenInvoice> open, IReadOnlyList<string> numbers)
    {
        var places = numbers.Distinct().Select((number, place) => (number, place)).ToDictionary(pair => pair.number, pair => pair.place);
        return
        [
            .. open
                .Where(invoice => places.Count == 0 || places.ContainsKey(invoice.Number) || invoice.Level > 0)
                .OrderBy(invoice => places.GetValueOrDefault(invoice.Number, int.MaxValue))
                .ThenBy(invoice => invoice.DueOn)
                .ThenBy(invoice => invoice.Number, StringComparer.Ordinal),
        ];
    }

    private static AllocatedPart Pay(OpenInvoice before, Money left, DateOnly valueDate, Money shortfall, AllocationPolicy policy, AllocationMode mode)
    {
        var isExact = mode == AllocationMode.PrincipalExactly;
        var imputed = Imputation.Of(
            left, before.ClaimedInterest + before.ClaimedCosts, before.Principal, isExact ? ImputationOrder.PrincipalFirst : policy.Order);
        var toInterest = isExact ? Money.Zero : Money.Min(imputed.ToInterest, before.ClaimedInterest);
        var toCosts = isExact ? Money.Zero : imputed.ToInterest - toInterest;
        var principal = before.Principal - imputed.ToPrincipal;
        var (interest, costs) = (before.ClaimedInterest - toInterest, before.ClaimedCosts - toCosts);
        var missing = isExact ? principal : principal + interest + costs;
        var isForgiven = missing.IsPositive && missing <= shortfall;
        var isWaived = isForgiven || (principal.IsZero && (isExact || interest + costs < policy.WaiveBelow));
        var after = Accrued(before, imputed.ToPrincipal, valueDate) with
        {
            Principal = isForgiven ? Money.Zero : principal,
            ClaimedInterest = isWaived ? Money.Zero : interest,
            ClaimedCosts = isWaived ? Money.Zero : costs,
        };
        return new AllocatedPart(
            before,
            after,
            imputed.ToPrincipal,
            toInterest,
            toCosts,
            isWaived ? interest : Money.Zero,
            isWaived ? costs : Money.Zero,
            isForgiven ? principal : Money.Zero);
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
