using FsCheck;
using FsCheck.Fluent;
using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;
using Smart.Shared.Payments;

namespace Smart.Shared.Tests.Payments;

/// <summary>What holds of every payment: no cent is lost or made, nothing goes below zero, the order of two payments does not matter.</summary>
public sealed class PaymentAllocatorProperties
{
    private static Gen<OpenInvoice> Invoice(int ordinal, bool withClaims) =>
        from principal in Gen.Choose(0, 500_000)
        from interest in Gen.Choose(0, withClaims ? 5_000 : 0)
        from costs in Gen.Elements(withClaims ? [0, 40_00] : new[] { 0 })
        from level in Gen.Choose(0, 2)
        from late in Gen.Choose(-20, 20)
        select Invoices.Open(ordinal, principal, interest, costs, level, Invoices.Due.AddDays(late));

    private static Gen<Case> Cases(bool withClaims) =>
        from first in Invoice(1, withClaims)
        from second in Invoice(2, withClaims)
        from third in Invoice(3, withClaims)
        from named in Gen.Elements<string[]>(["2026-000001"], ["2026-000009"], ["2026-000003", "2026-000001"], [])
        from one in Payment()
        from other in Payment()
        from order in Gen.Elements(ImputationOrder.InterestFirst, ImputationOrder.PrincipalFirst)
        select new Case([first, second, third], named, one, other, new AllocationPolicy(order, Money.Eur(100)));

    private static Gen<IncomingMoney> Payment() =>
        from amount in Gen.Choose(0, 900_000)
        from day in Gen.Choose(-30, 200)
        from missing in Gen.Elements(0, 0, 5)
        select new IncomingMoney(Money.Eur(amount), Invoices.Due.AddDays(day), [], Money.Eur(missing));

    [Fact]
    public void Payment_IsItsPartsAndTheRest() => Properties.Hold(
        Cases(withClaims: true),
        one => Plan(one, one.First) is var plan && plan.Parts.Sum(part => part.Paid) + plan.Rest == one.First.Amount && !(plan.Rest < Money.Zero));

    [Fact]
    public void Invoice_LosesExactlyWhatIsPaidOrWaived() => Properties.Hold(
        Cases(withClaims: true),
        one => Plan(one, one.First).Parts.All(part =>
            part.Before.Balance - part.After.Balance == part.Paid + part.WaivedInterest + part.WaivedCosts + part.WaivedPrincipal));

    [Fact]
    public void Nothing_GoesBelowZero() => Properties.Hold(
        Cases(withClaims: true),
        one => Plan(one, one.First).Parts.All(part => new[]
        {
            part.ToPrincipal, part.ToInterest, part.ToCosts, part.WaivedInterest, part.WaivedCosts, part.WaivedPrincipal,
            part.After.Principal, part.After.ClaimedInterest, part.After.ClaimedCosts,
        }.All(amount => !(amount < Money.Zero)) && part.After.AccruedInterest >= 0m && part.Paid.IsPositive));

    [Fact]
    public void TwoPayments_InEitherOrder_EndInEqualBalances() => Properties.Hold(
        Cases(withClaims: false),
        one => EndOf(one, Exact(one.First), Exact(one.Second)) == EndOf(one, Exact(one.Second), Exact(one.First)));

    [Fact]
    public void ChunkedPayment_EndsAsTheWholeOne() => Properties.Hold(
        Cases(withClaims: true),
        one =>
        {
            var money = one.First with { Numbers = one.Named };
            var whole = PaymentAllocator.Decide(one.Open, money, one.Policy);
            var open = one.Open.ToList();
            var left = money with { Numbers = whole.Numbers };
            for (var next = whole; next.Parts.Count > 0; next = PaymentAllocator.Continue(open, left, one.Policy, whole.Mode))
            {
                open = After(open, next.Parts.Take(1));
                left = left with { Amount = left.Amount - next.Parts[0].Paid };
                if (left.Amount.IsZero) break;
            }

            return left.Amount == whole.Rest && open.Sum(invoice => invoice.Balance) == After(one.Open, whole.Parts).Sum(invoice => invoice.Balance);
        });

    [Fact]
    public void WhatIsWaivedOfThePrincipal_IsNoMoreThanMayBeMissing() => Properties.Hold(
        Cases(withClaims: true),
        one => Plan(one, one.First).Parts.All(part => part.WaivedPrincipal <= one.First.Shortfall && (part.WaivedPrincipal.IsZero || one.Named.Contains(part.Number))));

    // What one payment waives of a few cents, the other would have paid.
    private static IncomingMoney Exact(IncomingMoney money) => money with { Shortfall = Money.Zero };

    private static AllocationPlan Plan(Case one, IncomingMoney money) => PaymentAllocator.Decide(one.Open, money with { Numbers = one.Named }, one.Policy);

    private static (Money Open, Money OnAccount) EndOf(Case one, IncomingMoney first, IncomingMoney second)
    {
        var begun = Plan(one, first);
        var open = After(one.Open, begun.Parts);
        var ended = PaymentAllocator.Decide(open, second with { Numbers = one.Named }, one.Policy);
        return (After(open, ended.Parts).Sum(invoice => invoice.Balance), begun.Rest + ended.Rest);
    }

    private static List<OpenInvoice> After(IReadOnlyList<OpenInvoice> open, IEnumerable<AllocatedPart> parts)
    {
        var changed = parts.ToDictionary(part => part.Number);
        return [.. open.Where(invoice => !(changed.TryGetValue(invoice.Number, out var part) && part.Closes)).Select(invoice => changed.TryGetValue(invoice.Number, out var part) ? part.After : invoice)];
    }

    private sealed record Case(OpenInvoice[] Open, string[] Named, IncomingMoney First, IncomingMoney Second, AllocationPolicy Policy);
}
