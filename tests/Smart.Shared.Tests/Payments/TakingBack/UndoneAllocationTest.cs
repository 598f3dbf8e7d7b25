using FsCheck;
using FsCheck.Fluent;
using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;
using Smart.Shared.Payments;
using Smart.Shared.Payments.TakingBack;

namespace Smart.Shared.Tests.Payments.TakingBack;

/// <summary>Taking back is the payment backwards: what it did to the invoice is undone, to the cent.</summary>
public sealed class UndoneAllocationTest
{
    private const string Key = "payment";
    private static readonly DateOnly Paid = Invoices.Due.AddDays(30);
    private static readonly DateOnly Back = Invoices.Due.AddDays(50);

    [Fact]
    public void WholePayment_IsUndone_WithWhatItWaived()
    {
        var before = Invoices.Open(1, 100_00, interest: 50, costs: 40_00);
        var (after, entries) = Pay(before, 100_00, AllocationPolicy.Default);
        after.Balance.ShouldBe(Money.Zero);

        var undone = UndoneAllocation.Of(after, entries, Key, Money.Eur(100_00), Back, Back)!;

        (undone.After.Principal, undone.After.ClaimedInterest, undone.After.ClaimedCosts).ShouldBe((before.Principal, before.ClaimedInterest, before.ClaimedCosts));
        undone.After.ResumedOn.ShouldBe(Back);
    }

    [Fact]
    public void PartOfAPayment_OpensPrincipalFirst()
    {
        var (after, entries) = Pay(Invoices.Open(1, 100_00, interest: 10_00, costs: 40_00), 120_00, AllocationPolicy.Default);

        var undone = UndoneAllocation.Of(after, entries, Key, Money.Eur(50_00), Back, Back)!;

        undone.After.Principal.ShouldBe(after.Principal + Money.Eur(50_00));
        undone.After.ClaimedInterest.ShouldBe(after.ClaimedInterest);
    }

    [Fact]
    public void WhatWasReversedBefore_IsNotReversedAgain()
    {
        var (after, entries) = Pay(Invoices.Open(1, 100_00), 100_00, AllocationPolicy.Default);
        var reversal = entries[0] with { RowKey = "r", Cause = "r", Kind = EntryKind.Reversal, Amount = Money.Eur(70_00), Reverses = entries[0].RowKey };

        UndoneAllocation.Of(after, [.. entries, reversal], Key, Money.Eur(100_00), Back, Back)!.Amount.ShouldBe(Money.Eur(30_00));
    }

    [Fact]
    public void InterestDoesNotRun_WhileWeHadTheMoney()
    {
        var before = Invoices.Open(1, 1_210_00);
        var (after, entries) = Pay(before, 1_210_00, AllocationPolicy.Default);

        var undone = UndoneAllocation.Of(after, entries, Key, Money.Eur(1_210_00), Back, Back)!;

        // 30 days before the payment and 10 after it came back, at 10.5 %; the 20 days between are ours.
        var through = InvoiceInterest.Through(undone.After, Back.AddDays(10));
        through.ShouldBe(InvoiceInterest.Through(before, Invoices.Due.AddDays(40)), 0.000001m);
    }

    [Fact]
    public void CorrectionOfAMistake_LeavesNoTraceInTheInterest() => Properties.Hold(
        Payments,
        one =>
        {
            var (after, entries) = Pay(one.Invoice, one.Cents, one.Policy);
            if (UndoneAllocation.Of(after, entries, Key, Money.Eur(one.Cents), Paid, Back) is not { } undone) return one.Cents == 0;
            var day = Back.AddDays(17);
            return undone.After.Principal == one.Invoice.Principal
                && undone.After.ClaimedInterest == one.Invoice.ClaimedInterest
                && undone.After.ClaimedCosts == one.Invoice.ClaimedCosts
                && Math.Abs(InvoiceInterest.Through(undone.After, day) - InvoiceInterest.Through(one.Invoice, day)) < 0.000001m;
        });

    [Fact]
    public void PartsTakenBackOneByOne_AreTheWhole() => Properties.Hold(
        Payments,
        one =>
        {
            var (standing, paid) = Pay(one.Invoice, one.Cents, one.Policy);
            var entries = paid.ToList();
            var total = Money.Zero;
            for (var i = 0; UndoneAllocation.Of(standing, entries, Key, Money.Eur(37_00), Back, Back) is { } undone; i++)
            {
                total += undone.Amount;
                standing = undone.After;
                entries.AddRange(undone.Entries.Select(part => part.Entry with
                {
                    RowKey = $"{i}-{part.Entry.Cause}",
                    Cause = $"{i}-{part.Entry.Cause}",
                    Kind = EntryKind.Reversal,
                    Amount = part.Amount,
                    Reverses = part.Entry.RowKey,
                }));
            }

            return total == -paid.Where(entry => entry.Kind != EntryKind.Waived).Sum(entry => entry.Amount) && standing.Principal == one.Invoice.Principal;
        });

    private static Gen<Case> Payments =>
        from principal in Gen.Choose(1, 500_000)
        from interest in Gen.Choose(0, 5_000)
        from costs in Gen.Elements(0, 40_00)
        from cents in Gen.Choose(0, 600_000)
        from order in Gen.Elements(ImputationOrder.InterestFirst, ImputationOrder.PrincipalFirst)
        select new Case(Invoices.Open(1, principal, interest, costs), cents, new AllocationPolicy(order, Money.Eur(100)));

    /// <summary>The invoice after a payment, and the entries of the payment.</summary>
    private static (OpenInvoice After, IReadOnlyList<LedgerEntry> Entries) Pay(OpenInvoice invoice, long cents, AllocationPolicy policy)
    {
        var plan = PaymentAllocator.Decide([invoice], new IncomingMoney(Money.Eur(cents), Paid, [invoice.Number]), policy);
        if (plan.Parts is not [var part]) return (invoice, []);
        var entries = new (string Suffix, EntryKind Kind, Money Amount)[]
        {
            ("interest", EntryKind.InterestPaid, part.ToInterest),
            ("costs", EntryKind.CostsPaid, part.ToCosts),
            ("principal", EntryKind.PrincipalPaid, part.ToPrincipal),
            ("waived-interest", EntryKind.Waived, part.WaivedInterest),
            ("waived-costs", EntryKind.Waived, part.WaivedCosts),
        };
        return (part.After, [.. entries.Where(entry => entry.Amount.IsPositive)
            .Select(entry => LedgerEntry.Of("debtor", invoice.Number, $"{Key}-{entry.Suffix}", entry.Kind, -entry.Amount, Paid, DateTimeOffset.UnixEpoch, Key))]);
    }

    private sealed record Case(OpenInvoice Invoice, int Cents, AllocationPolicy Policy);
}
