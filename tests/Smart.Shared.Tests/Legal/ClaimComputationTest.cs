using Smart.Shared.Debtors;
using Smart.Shared.Legal;
using Smart.Shared.Tests.Dunning;

namespace Smart.Shared.Tests.Legal;

/// <summary>Claims by the vectors of rules 1.4, 1.5 and 2.1.</summary>
public class ClaimComputationTest
{
    private static readonly DateTimeOffset Booked = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Enterprise_OwesPrincipalInterestToDateAndFortyEuro()
    {
        var item = ClaimComputation.Of(Files.Claimed(), [], new DateOnly(2026, 5, 15));

        (item.Principal, item.Interest, item.FixedSum).ShouldBe((Money.Eur(1_210_00), Money.Eur(15_66), Money.Eur(40_00)));
        item.Total.ShouldBe(Money.Eur(1_265_66));
        item.Segments.ShouldHaveSingleItem().Days.ShouldBe(45);
    }

    [Fact]
    public void TurnOfTheHalfYear_IsASegmentOfItsOwn()
    {
        var item = ClaimComputation.Of(Cases.Invoice(cents: 5_000_00, due: new DateOnly(2024, 11, 30)), [], new DateOnly(2025, 2, 14));

        item.Segments.Select(segment => (segment.Days, segment.RatePercent)).ShouldBe([(31, 12.5m), (45, 11.5m)]);
        item.Interest.ShouldBe(Money.Eur(123_97));
    }

    [Fact]
    public void PartPayment_LowersThePrincipalFromItsValueDate()
    {
        var paid = new DateOnly(2026, 4, 30);
        var invoice = Cases.Invoice().AccruedTo(paid) with { Principal = Money.Eur(610_00) };

        var item = ClaimComputation.Of(invoice, [Entry("r1-principal", EntryKind.PrincipalPaid, -600_00, paid, "r1")], new DateOnly(2026, 5, 31));

        item.Segments.Select(segment => (segment.Days, segment.Principal)).ShouldBe([(30, Money.Eur(1_210_00)), (31, Money.Eur(610_00))]);
        item.Interest.ShouldBe(Money.Eur(15_88)); // 10.442466 + 5.439863, rounded once
        item.Receipts.ShouldHaveSingleItem().Amount.ShouldBe(Money.Eur(600_00));
    }

    [Fact]
    public void InterestPaidAlready_IsNotClaimedAgain()
    {
        var invoice = Cases.Invoice() with { InterestEverClaimed = Money.Eur(10_00) };

        ClaimComputation.Of(invoice, [], new DateOnly(2026, 5, 15)).Interest.ShouldBe(Money.Eur(5_66));
    }

    [Fact]
    public void PaymentTakenBack_RaisesThePrincipalAgain()
    {
        var payment = Entry("r1-principal", EntryKind.PrincipalPaid, -600_00, new DateOnly(2026, 4, 30), "r1");
        var reversal = Entry("r1-reversed", EntryKind.Reversal, 600_00, new DateOnly(2026, 5, 10), null) with { Reverses = payment.RowKey };

        var item = ClaimComputation.Of(Cases.Invoice(), [payment, reversal], new DateOnly(2026, 5, 15));

        item.Segments.Select(segment => segment.Principal).ShouldBe([Money.Eur(1_210_00), Money.Eur(610_00), Money.Eur(1_210_00)]);
    }

    [Fact]
    public void AgainstAnEnterprise_InterestStaysWithinTenPercent()
    {
        var old = Cases.Invoice(cents: 100_00, due: new DateOnly(2023, 3, 31));

        var item = ClaimComputation.Of(old, [], new DateOnly(2026, 5, 15));

        item.Segments.Sum(segment => segment.Interest).ShouldBeGreaterThan(30m);
        item.Interest.ShouldBe(Money.Eur(10_00));
    }

    [Fact]
    public void ConsumerWithoutTheClause_OwesNoInterest()
    {
        var item = ClaimComputation.Of(Cases.Invoice(regime: DebtorKind.Consumer) with { ChargeFrom = new DateOnly(2026, 4, 22) }, [], new DateOnly(2026, 5, 15));

        (item.Interest, item.Segments.Count).ShouldBe((Money.Zero, 0));
    }

    [Fact]
    public void Consumer_OwesInterestFromTheEndOfTheFreePeriod()
    {
        var invoice = Cases.Invoice(regime: DebtorKind.Consumer, clause: true) with { ChargeFrom = new DateOnly(2026, 4, 22), InterestFrom = new DateOnly(2026, 4, 22) };

        var item = ClaimComputation.Of(invoice, [], new DateOnly(2026, 5, 15));

        item.Segments.ShouldHaveSingleItem().Days.ShouldBe(24);
        item.Interest.ShouldBe(Money.Eur(8_35));
    }

    private static LedgerEntry Entry(string cause, EntryKind kind, long cents, DateOnly valueDate, string? receipt) =>
        LedgerEntry.Of(Cases.DebtorId, "2026-000001", cause, kind, Money.Eur(cents), valueDate, Booked, receipt);
}
