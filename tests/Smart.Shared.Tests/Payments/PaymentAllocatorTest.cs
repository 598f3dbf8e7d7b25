using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;
using Smart.Shared.Payments;

namespace Smart.Shared.Tests.Payments;

/// <summary>Stories of single payments.</summary>
public sealed class PaymentAllocatorTest
{
    private static readonly DateOnly Paid = new(2026, 4, 30);

    [Fact]
    public void Payment_OfTheOpenAmount_ClosesTheInvoice()
    {
        var plan = Pay([Invoices.Open(1, 121_000)], 121_000, "2026-000001");

        plan.Parts.ShouldHaveSingleItem().Closes.ShouldBeTrue();
        plan.Rest.ShouldBe(Money.Zero);
    }

    [Fact]
    public void PartPayment_LeavesTheRestOpen()
    {
        var part = Pay([Invoices.Open(1, 121_000)], 60_000, "2026-000001").Parts.ShouldHaveSingleItem();

        part.After.Principal.ShouldBe(Money.Eur(61_000));
        part.Closes.ShouldBeFalse();
    }

    [Fact]
    public void PartPayment_OfClaimedInterest_PaysTheInterestFirst()
    {
        // Rules 1.4: 600.00 on 1,210.00 and 10.44 of interest leaves 620.44.
        var part = Pay([Invoices.Open(1, 121_000, interest: 10_44)], 60_000, "2026-000001").Parts.ShouldHaveSingleItem();

        part.ToInterest.ShouldBe(Money.Eur(10_44));
        part.ToPrincipal.ShouldBe(Money.Eur(58_956));
        part.After.Balance.ShouldBe(Money.Eur(62_044));
    }

    [Fact]
    public void PartPayment_ByAgreementPrincipalFirst_LeavesTheInterest()
    {
        var policy = AllocationPolicy.Default with { Order = ImputationOrder.PrincipalFirst };
        var part = Pay([Invoices.Open(1, 121_000, interest: 10_44)], 60_000, "2026-000001", policy).Parts.ShouldHaveSingleItem();

        part.After.Principal.ShouldBe(Money.Eur(61_000));
        part.After.ClaimedInterest.ShouldBe(Money.Eur(10_44));
    }

    [Fact]
    public void PartPayment_CarriesTheInterestThroughItsValueDate()
    {
        var part = Pay([Invoices.Open(1, 121_000)], 60_000, "2026-000001").Parts.ShouldHaveSingleItem();

        part.After.AccruedThrough.ShouldBe(Paid);
        Money.EurRounded(part.After.AccruedInterest).ShouldBe(Money.Eur(10_44));
    }

    [Fact]
    public void PaymentOfThePrincipal_ClosesAndWaivesWhatWasClaimedBesideIt()
    {
        var part = Pay([Invoices.Open(1, 121_000, interest: 15_66, costs: 40_00)], 121_000, "2026-000001").Parts.ShouldHaveSingleItem();

        part.Closes.ShouldBeTrue();
        part.ToPrincipal.ShouldBe(Money.Eur(121_000));
        part.WaivedInterest.ShouldBe(Money.Eur(15_66));
        part.WaivedCosts.ShouldBe(Money.Eur(40_00));
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void RemainderOfAccessories_IsWaivedBelowOneEuro(long remainder, bool isWaived)
    {
        var policy = AllocationPolicy.Default with { Order = ImputationOrder.PrincipalFirst };
        var part = Pay([Invoices.Open(1, 10_000, interest: 500)], 10_500 - remainder, "2026-000001", policy).Parts.ShouldHaveSingleItem();

        part.Closes.ShouldBe(isWaived);
        part.WaivedInterest.ShouldBe(Money.Eur(isWaived ? remainder : 0));
    }

    [Fact]
    public void Overpayment_StaysOnAccountAndLeavesInvoicesAloneThatNobodyDemanded()
    {
        var plan = Pay([Invoices.Open(1, 10_000), Invoices.Open(2, 10_000)], 15_000, "2026-000001");

        plan.Parts.ShouldHaveSingleItem().Number.ShouldBe("2026-000001");
        plan.Rest.ShouldBe(Money.Eur(5_000));
    }

    [Fact]
    public void PaymentOfALetter_UnderOneReference_PaysAllThatTheLetterListed()
    {
        OpenInvoice[] open = [Invoices.Open(1, 10_000, level: 1), Invoices.Open(2, 20_000, level: 1, due: Invoices.Due.AddDays(-5)), Invoices.Open(3, 5_000)];

        var plan = Pay(open, 30_000, "2026-000001");

        plan.Parts.Select(part => part.Number).ShouldBe(["2026-000001", "2026-000002"]);
        plan.Parts.ShouldAllBe(part => part.Closes);
        plan.Rest.ShouldBe(Money.Zero);
    }

    [Fact]
    public void PaymentOfAClosedInvoice_StaysOnAccount()
    {
        var plan = Pay([Invoices.Open(2, 10_000)], 10_000, "2026-000001");

        plan.Parts.ShouldBeEmpty();
        plan.Rest.ShouldBe(Money.Eur(10_000));
    }

    [Fact]
    public void PaymentForADebtor_PaysTheOldestDueDateFirst()
    {
        OpenInvoice[] open = [Invoices.Open(1, 10_000), Invoices.Open(2, 20_000, due: Invoices.Due.AddDays(-5))];

        Pay(open, 25_000, number: (string?)null).Parts.Select(part => (part.Number, part.Paid.Cents)).ShouldBe([("2026-000002", 20_000), ("2026-000001", 5_000)]);
    }

    [Fact]
    public void NegativePayment_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Pay([Invoices.Open(1, 10_000)], -1, "2026-000001"));

    [Fact]
    public void Payment_OfSeveralNamedInvoices_PaysThemInTheOrderNamed()
    {
        OpenInvoice[] open = [Invoices.Open(1, 10_000), Invoices.Open(2, 20_000, due: Invoices.Due.AddDays(-5)), Invoices.Open(3, 5_000)];

        var plan = Pay(open, 25_000, ["2026-000003", "2026-000002"]);

        plan.Parts.Select(part => (part.Number, part.Paid.Cents)).ShouldBe([("2026-000003", 5_000), ("2026-000002", 20_000)]);
        plan.Rest.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Payment_OfThePrincipalOfSeveralNamedInvoices_ClosesThemAndWaivesTheRest()
    {
        OpenInvoice[] open = [Invoices.Open(1, 10_000, interest: 500, costs: 40_00), Invoices.Open(2, 20_000, interest: 700)];

        var plan = Pay(open, 30_000, ["2026-000002", "2026-000001"]);

        plan.Mode.ShouldBe(AllocationMode.PrincipalExactly);
        plan.Parts.ShouldAllBe(part => part.Closes);
        plan.Parts.Sum(part => part.WaivedInterest + part.WaivedCosts).ShouldBe(Money.Eur(52_00));
    }

    [Fact]
    public void OneTransferForThreeInvoices_UnderOneCommunication_PaysAllThree()
    {
        OpenInvoice[] open = [Invoices.Open(1, 10_000), Invoices.Open(2, 20_000), Invoices.Open(3, 5_000), Invoices.Open(4, 77_700)];

        var plan = Pay(open, 35_000, "2026-000002");

        plan.Parts.Select(part => part.Number).ShouldBe(["2026-000002", "2026-000001", "2026-000003"]);
        plan.Parts.ShouldAllBe(part => part.Closes);
        plan.Numbers.Count.ShouldBe(3);
    }

    [Fact]
    public void Overpayment_ThatSeveralOthersWouldExplain_StaysOnAccount()
    {
        var plan = Pay([Invoices.Open(1, 10_000), Invoices.Open(2, 5_000), Invoices.Open(3, 5_000)], 15_000, "2026-000001");

        plan.Parts.ShouldHaveSingleItem();
        plan.Rest.ShouldBe(Money.Eur(5_000));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void PaymentThatLacksAFewCents_ClosesAndWaivesThem(long missing, bool closes)
    {
        var money = new IncomingMoney(Money.Eur(121_000 - missing), Paid, ["2026-000001"], Shortfall: Money.Eur(5));
        var part = PaymentAllocator.Decide([Invoices.Open(1, 121_000)], money, AllocationPolicy.Default).Parts.ShouldHaveSingleItem();

        part.Closes.ShouldBe(closes);
        part.WaivedPrincipal.ShouldBe(Money.Eur(closes ? missing : 0));
    }

    [Fact]
    public void PaymentOfThePrincipalLessACent_ClosesAndWaivesWhatWasClaimedBesideIt()
    {
        var money = new IncomingMoney(Money.Eur(120_999), Paid, ["2026-000001"], Shortfall: Money.Eur(5));
        var part = PaymentAllocator.Decide([Invoices.Open(1, 121_000, interest: 15_66, costs: 40_00)], money, AllocationPolicy.Default).Parts.ShouldHaveSingleItem();

        part.Closes.ShouldBeTrue();
        (part.WaivedPrincipal, part.WaivedInterest, part.WaivedCosts).ShouldBe((Money.Eur(1), Money.Eur(15_66), Money.Eur(40_00)));
    }

    [Fact]
    public void FewCentsMissing_OfWhatNobodyNamed_StayOpen()
    {
        var money = new IncomingMoney(Money.Eur(9_999), Paid, [], Shortfall: Money.Eur(5));

        PaymentAllocator.Decide([Invoices.Open(1, 10_000)], money, AllocationPolicy.Default).Parts.ShouldHaveSingleItem().After.Principal.ShouldBe(Money.Eur(1));
    }

    private static AllocationPlan Pay(OpenInvoice[] open, long cents, string[] numbers) =>
        PaymentAllocator.Decide(open, new IncomingMoney(Money.Eur(cents), Paid, numbers), AllocationPolicy.Default);

    private static AllocationPlan Pay(OpenInvoice[] open, long cents, string? number, AllocationPolicy? policy = null) =>
        PaymentAllocator.Decide(open, new IncomingMoney(Money.Eur(cents), Paid, number is null ? [] : [number]), policy ?? AllocationPolicy.Default);
}
