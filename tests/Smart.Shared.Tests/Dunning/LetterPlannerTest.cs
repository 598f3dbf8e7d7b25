using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Tests.Dunning;

/// <summary>What letters claim, by the vectors of rules 1.4 and 1.5.</summary>
public class LetterPlannerTest
{
    [Fact]
    public void FormalNoticeToAnEnterprise_ClaimsInterestToDateAndFortyEuro()
    {
        var invoice = Cases.Invoice().At(1, new DateOnly(2026, 4, 30));

        var line = Line(invoice, new DateOnly(2026, 5, 15));

        (line.Level, line.Interest, line.Costs).ShouldBe((2, Money.Eur(15_66), Money.Eur(40_00)));
        line.Total.ShouldBe(Money.Eur(1_265_66));
    }

    [Fact]
    public void LastLetter_ClaimsOnlyWhatAccruedSince_AndTheFortyEuroNoSecondTime()
    {
        var claimed = Cases.Invoice().At(2, new DateOnly(2026, 5, 15)) with
        {
            ClaimedInterest = Money.Eur(15_66),
            InterestEverClaimed = Money.Eur(15_66),
            ClaimedCosts = Money.Eur(40_00),
            CostsEverClaimed = Money.Eur(40_00),
        };

        var line = Line(claimed, new DateOnly(2026, 5, 29));

        // 59 days at 10.5 %: 20.536849 in all, rounded once.
        (line.Level, line.Interest, line.Costs).ShouldBe((3, Money.Eur(4_88), Money.Zero));
        line.Total.ShouldBe(Money.Eur(1_210_00 + 20_54 + 40_00));
    }

    [Fact]
    public void FortyEuro_PaidMeanwhile_AreNotClaimedAgain()
    {
        var paid = Cases.Invoice().At(2, new DateOnly(2026, 5, 15)) with { CostsEverClaimed = Money.Eur(40_00), InterestEverClaimed = Money.Eur(15_66) };

        Line(paid, new DateOnly(2026, 5, 29)).Costs.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Letter_AsksForTheBalance_NotTheOriginalAmount()
    {
        var partPaid = Cases.Invoice() with { Principal = Money.Eur(610_00) };

        var line = Line(partPaid, new DateOnly(2026, 4, 7));

        (line.Original, line.Total).ShouldBe((Money.Eur(1_210_00), Money.Eur(610_00)));
    }

    [Fact]
    public void ConsumersFirstReminder_ClaimsNothing()
    {
        var line = Line(Cases.Invoice(regime: DebtorKind.Consumer, clause: true), new DateOnly(2026, 4, 7));

        (line.Level, line.Interest, line.Costs).ShouldBe((1, Money.Zero, Money.Zero));
    }

    [Fact]
    public void ConsumersSecondLetter_WaitsForTheEndOfTheFreePeriod_ThenClaimsTheLumpSumAndInterest()
    {
        var reminded = Reminded(clause: true);

        InvoiceSchedule.NextLevelOn(reminded, Cases.Policy.For(DebtorKind.Consumer)).ShouldBe(new DateOnly(2026, 4, 22));
        var line = Line(reminded, new DateOnly(2026, 5, 15));
        (line.Interest, line.Costs).ShouldBe((Money.Eur(8_35), Money.Eur(100_50)));
    }

    [Fact]
    public void SmallCreditor_CountsInterestFromTheDayAfterTheReminder()
    {
        var reminded = Reminded(clause: true) with { InterestFrom = new DateOnly(2026, 4, 8) };

        Line(reminded, new DateOnly(2026, 5, 15)).Interest.ShouldBe(Money.Eur(13_23));
    }

    [Fact]
    public void ConsumerWithoutTheClause_OwesThePrincipalAlone()
    {
        var line = Line(Reminded(clause: false), new DateOnly(2026, 5, 15));

        (line.Level, line.Total).ShouldBe((2, Money.Eur(1_210_00)));
    }

    [Fact]
    public void ReminderSentByPostBeforeHolidays_DelaysTheSecondLetterToTheChargeDate()
    {
        var reminded = Cases.Invoice(regime: DebtorKind.Consumer, clause: true).At(1, new DateOnly(2026, 12, 23)) with
        {
            ChargeFrom = new DateOnly(2027, 1, 12),
            InterestFrom = new DateOnly(2027, 1, 12),
        };

        InvoiceSchedule.NextLevelOn(reminded, Cases.Policy.For(DebtorKind.Consumer)).ShouldBe(new DateOnly(2027, 1, 12));
    }

    [Fact]
    public void InvoiceWhoseStepIsNotDue_IsListedAtItsLevel()
    {
        var due = Cases.Invoice("2026-000001").At(1, new DateOnly(2026, 4, 7));
        var notYet = Cases.Invoice("2026-000002").At(1, new DateOnly(2026, 4, 20));

        var lines = LetterPlanner.Lines([due, notYet], Cases.Policy, new DateOnly(2026, 4, 21));

        lines.Select(line => (line.Level, line.Advances)).ShouldBe([(2, true), (1, false)]);
        lines[1].Costs.ShouldBe(Money.Zero);
    }

    [Fact]
    public void NothingDue_WritesNoLetter() =>
        LetterPlanner.Lines([Cases.Invoice().At(1, new DateOnly(2026, 4, 7))], Cases.Policy, new DateOnly(2026, 4, 20)).ShouldBeEmpty();

    [Fact]
    public void PublicBody_OwesTheFortyEuroToo() =>
        Line(Cases.Invoice(regime: DebtorKind.PublicBody).At(1, new DateOnly(2026, 4, 30)), new DateOnly(2026, 5, 15)).Costs.ShouldBe(FixedSum.For(DebtorKind.PublicBody));

    private static OpenInvoice Reminded(bool clause) => Cases.Invoice(regime: DebtorKind.Consumer, clause: clause).At(1, new DateOnly(2026, 4, 7)) with
    {
        ChargeFrom = new DateOnly(2026, 4, 22),
        InterestFrom = new DateOnly(2026, 4, 22),
    };

    private static LetterLine Line(OpenInvoice invoice, DateOnly today) => LetterPlanner.Lines([invoice], Cases.Policy, today).ShouldHaveSingleItem();
}
