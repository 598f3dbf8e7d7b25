using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Shared.Tests.Dunning;

public sealed class InvoiceScheduleTest
{
    private static readonly RegimePolicy Policy = Cases.Policy.For(DebtorKind.Enterprise);
    private static readonly DateOnly Tuesday = Cases.Due;

    private static OpenInvoice LastLetterSent => Cases.Invoice().At(Policy.Levels.Count, Tuesday);

    [Fact]
    public void InvoiceThatFallsDueSoon_IsLookedAtTheDayAfter() =>
        InvoiceSchedule.LookAgainOn(Cases.Invoice(due: Tuesday.AddDays(3)), Policy, Tuesday).ShouldBe(Tuesday.AddDays(4));

    [Fact]
    public void StepThatIsFarAway_IsWaitedForAWeekAtATime() =>
        InvoiceSchedule.LookAgainOn(Cases.Invoice(due: Tuesday.AddDays(60)), Policy, Tuesday).ShouldBe(Tuesday.AddDays(7));

    [Fact]
    public void LetterThatIsOverdue_IsLookedAtOnTheNextWorkingDay()
    {
        var friday = Tuesday.AddDays(10);
        InvoiceSchedule.LookAgainOn(Cases.Invoice(due: Tuesday.AddDays(-90)), Policy, friday).ShouldBe(friday.AddDays(3));
    }

    [Fact]
    public void LegalDay_IsLookedAtWhenItComes()
    {
        var legal = InvoiceSchedule.LegalOn(LastLetterSent, Policy)!.Value;
        InvoiceSchedule.LookAgainOn(LastLetterSent, Policy, legal.AddDays(-2)).ShouldBe(legal);
    }

    [Fact]
    public void LegalDayThatIsOver_LeavesAGuardAWeek()
    {
        var today = InvoiceSchedule.LegalOn(LastLetterSent, Policy)!.Value.AddDays(1);
        InvoiceSchedule.LookAgainOn(LastLetterSent, Policy, today).ShouldBe(today.AddDays(7));
    }

    [Fact]
    public void PaymentThatComesBack_AfterTheLegalDay_IsTheSweepsAgain()
    {
        var today = InvoiceSchedule.LegalOn(LastLetterSent, Policy)!.Value.AddDays(30);
        var resumed = LastLetterSent with { ResumedOn = today };
        InvoiceSchedule.LookAgainOn(resumed, Policy, today).ShouldBe(Min(today.AddDays(7), InvoiceSchedule.LegalOn(resumed, Policy)!.Value));
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
