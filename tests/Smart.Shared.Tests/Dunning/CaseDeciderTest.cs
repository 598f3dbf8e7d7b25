using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Shared.Tests.Dunning;

public class CaseDeciderTest
{
    private static readonly DateOnly FirstLetterDay = new(2026, 4, 7);

    [Fact]
    public void FirstReminder_SevenDaysAfterTheDueDate_IsFree()
    {
        var decision = Cases.Decide(Cases.Facts(Cases.Invoice()), FirstLetterDay);

        var plan = decision.Step.ShouldBeOfType<CaseStep.WriteLetter>().Plan;
        (plan.Number, plan.Attempt, plan.Channel).ShouldBe((1, 1, Channel.Email));
        plan.Lines.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            line => line.Level.ShouldBe(1),
            line => line.Total.ShouldBe(Money.Eur(1_210_00)));
        decision.Reasons["2026-000001"].Reason.ShouldBe("reminded-1");
    }

    [Fact]
    public void DayBeforeTheFirstReminder_Waits_UntilThatDay()
    {
        var decision = Cases.Decide(Cases.Facts(Cases.Invoice()), FirstLetterDay.AddDays(-1).AddDays(-3));

        decision.Step.ShouldBe(new CaseStep.Wait(FirstLetterDay));
        decision.Reasons["2026-000001"].ShouldBe(new InvoiceReason(Reason.NotYet, FirstLetterDay));
    }

    [Theory]
    [InlineData(2026, 4, 4)] // a Saturday
    [InlineData(2026, 4, 6)] // Easter Monday
    [InlineData(2026, 5, 1)] // Labour Day
    public void NotAWorkingDay_SendsNothing(int year, int month, int day)
    {
        var today = new DateOnly(year, month, day);

        var decision = Cases.Decide(Cases.Facts(Cases.Invoice(due: new DateOnly(2026, 3, 1))), today);

        decision.Step.ShouldBeOfType<CaseStep.Wait>().Until.ShouldBeGreaterThan(today);
        decision.Reasons.Values.ShouldAllBe(reason => reason.Reason == Reason.NotAWorkingDay);
    }

    [Fact]
    public void BankDataOfThreeWorkingDaysAgo_HoldsTheLetter()
    {
        var decision = Cases.Decide(Cases.Facts(Cases.Invoice()), FirstLetterDay, new DateOnly(2026, 4, 1));

        decision.Reasons["2026-000001"].Reason.ShouldBe(Reason.BankDataStale);
        decision.Step.ShouldBe(new CaseStep.Wait(new DateOnly(2026, 4, 8)));
    }

    [Fact]
    public void BankDataStaleSinceThreeWorkingDays_CallsAPerson()
    {
        var facts = Cases.Facts(Cases.Invoice());
        facts = facts with { Case = facts.Case! with { StaleSince = new DateOnly(2026, 4, 7) } };

        Cases.Decide(facts, new DateOnly(2026, 4, 9), new DateOnly(2026, 4, 1)).Step.ShouldBeOfType<CaseStep.Wait>().Attention.ShouldBeNull();
        Cases.Decide(facts, new DateOnly(2026, 4, 10), new DateOnly(2026, 4, 1)).Step.ShouldBeOfType<CaseStep.Wait>().Attention.ShouldBe(Reason.BankDataStale);
    }

    [Fact]
    public void StaleBankData_OverriddenForToday_LetsTheLetterGo()
    {
        var facts = Cases.Facts(Cases.Invoice());
        facts = facts with { Case = facts.Case! with { StaleOverrideOn = FirstLetterDay } };

        Cases.Decide(facts, FirstLetterDay, new DateOnly(2026, 3, 1)).Step.ShouldBeOfType<CaseStep.WriteLetter>();
        Cases.Decide(facts, FirstLetterDay.AddDays(1), new DateOnly(2026, 3, 1)).Step.ShouldBeOfType<CaseStep.Wait>();
    }

    [Fact]
    public void AccountNeverKnown_IsStale() =>
        Cases.Decide(Cases.Facts(Cases.Invoice()), FirstLetterDay, FirstLetterDay, null).Reasons["2026-000001"].Reason.ShouldBe(Reason.BankDataStale);

    [Fact]
    public void BalanceBelowTheMinimum_GetsNoLetterAndNoLegalFile()
    {
        var almostPaid = Cases.Invoice() with { Principal = Money.Eur(9_99) };
        var legalDue = almostPaid.At(3, new DateOnly(2026, 5, 4));

        Cases.Decide(Cases.Facts(almostPaid), FirstLetterDay).Reasons["2026-000001"].Reason.ShouldBe(Reason.BelowMinimum);
        Cases.Decide(Cases.Facts(legalDue), new DateOnly(2026, 6, 1)).Step.ShouldBeOfType<CaseStep.Wait>();
    }

    [Fact]
    public void InsolventDebtor_IsNotRemindedAndAPersonIsCalled()
    {
        var facts = Cases.Facts(Cases.Invoice());

        var decision = Cases.Decide(facts with { Head = facts.Head with { IsInsolvent = true } }, FirstLetterDay);

        decision.Step.ShouldBeOfType<CaseStep.Wait>().Attention.ShouldBe(Reason.Insolvent);
    }

    [Fact]
    public void ReceiptBeingAllocated_HoldsTheLetter()
    {
        var facts = Cases.Facts(Cases.Invoice());

        var decision = Cases.Decide(facts with { Head = facts.Head with { Allocating = "receipt" } }, FirstLetterDay);

        decision.Reasons["2026-000001"].Reason.ShouldBe(Reason.Allocating);
    }

    [Fact]
    public void ReceiptThatMayMatch_HoldsTheLetter() =>
        Cases.Decide(Cases.Facts(Cases.Invoice()) with { HasHold = true }, FirstLetterDay).Reasons["2026-000001"].Reason.ShouldBe(Reason.ReceiptMayMatch);

    [Fact]
    public void DayOfTheLetter_KeepsItsReason_AndTheDayAfterWaits()
    {
        var reminded = Cases.Facts(Cases.Invoice().At(1, FirstLetterDay)) with { Letters = [Cases.Letter(LetterState.Sent, date: FirstLetterDay)] };

        Cases.Decide(reminded, FirstLetterDay).Reasons["2026-000001"].Reason.ShouldBe("reminded-1");
        var checkedNextDay = reminded with { Letters = [reminded.Letters[0] with { DeliveryCheckedOn = FirstLetterDay.AddDays(1) }] };
        Cases.Decide(checkedNextDay, FirstLetterDay.AddDays(1)).Reasons["2026-000001"].Reason.ShouldBe(Reason.NotYet);
    }

    [Fact]
    public void NothingOverdue_ClosesTheCase() =>
        Cases.Decide(Cases.Facts(Cases.Invoice(due: new DateOnly(2026, 5, 1))), FirstLetterDay).Step.ShouldBeOfType<CaseStep.Close>();

    [Theory]
    [InlineData(CaseState.Legal)]
    [InlineData(CaseState.Closed)]
    public void CaseThatIsNoLongerOpen_EndsTheInstance(CaseState state)
    {
        var facts = Cases.Facts(Cases.Invoice());

        Cases.Decide(facts with { Case = facts.Case! with { State = state } }, FirstLetterDay).Step.ShouldBeOfType<CaseStep.End>();
    }

    [Fact]
    public void ThreeInvoices_GoInOneLetter_EachAtItsOwnLevel()
    {
        var today = new DateOnly(2026, 4, 28);
        var old = Cases.Invoice("2026-000001").At(1, new DateOnly(2026, 4, 7));
        var late = Cases.Invoice("2026-000002", 500_00, due: new DateOnly(2026, 4, 20));
        var fresh = Cases.Invoice("2026-000003", 300_00, due: new DateOnly(2026, 4, 27));

        var plan = Cases.Decide(Cases.Facts(old, late, fresh), today).Step.ShouldBeOfType<CaseStep.WriteLetter>().Plan;

        plan.Lines.Select(line => (line.Number, line.Level, line.Advances))
            .ShouldBe([("2026-000001", 2, true), ("2026-000002", 1, true), ("2026-000003", 1, true)]);
    }

    [Fact]
    public void LetterThatBounced_GoesByTheNextChannel_AsTheSameLetter()
    {
        var facts = Cases.Facts(Cases.Invoice()) with { Letters = [Cases.Letter(LetterState.Bounced)] };

        var plan = Cases.Decide(facts, new DateOnly(2026, 4, 8)).Step.ShouldBeOfType<CaseStep.WriteLetter>().Plan;

        (plan.Number, plan.Attempt, plan.Channel).ShouldBe((1, 2, Channel.Post));
    }

    [Fact]
    public void EveryChannelFailed_CallsAPerson()
    {
        LetterAttempt[] failed = [Cases.Letter(LetterState.Bounced), Cases.Letter(LetterState.Refused, attempt: 2, channel: Channel.Post)];

        var decision = Cases.Decide(Cases.Facts(Cases.Invoice()) with { Letters = failed }, new DateOnly(2026, 4, 8));

        decision.Step.ShouldBe(new CaseStep.Wait(new DateOnly(2026, 4, 9), Reason.Unreachable));
    }

    [Fact]
    public void ReservedLetterOfToday_IsResumed()
    {
        var facts = Cases.Facts(Cases.Invoice()) with { Letters = [Cases.Letter(LetterState.Reserved, date: FirstLetterDay)] };

        Cases.Decide(facts, FirstLetterDay).Step.ShouldBeOfType<CaseStep.ResumeLetter>();
    }

    [Fact]
    public void ReservedLetter_LapsesAtTheEndOfItsDay_AndWhenWhatItSaysChanged()
    {
        var facts = Cases.Facts(Cases.Invoice()) with { Letters = [Cases.Letter(LetterState.Reserved, date: FirstLetterDay)] };

        Cases.Decide(facts, FirstLetterDay.AddDays(1)).Step.ShouldBeOfType<CaseStep.LapseLetter>();
        Cases.Decide(facts with { Head = facts.Head with { LetterVersion = 8 } }, FirstLetterDay).Step.ShouldBeOfType<CaseStep.LapseLetter>();
    }

    [Fact]
    public void LetterThatMayHaveBeenSent_IsBroughtToItsEnd_WhateverChanged()
    {
        var facts = Cases.Facts() with { Letters = [Cases.Letter(LetterState.Sending)] };

        Cases.Decide(facts, FirstLetterDay.AddDays(30)).Step.ShouldBeOfType<CaseStep.ResumeLetter>();
    }

    [Fact]
    public void SentLetter_IsCheckedForReturn_OneWorkingDayLater()
    {
        var facts = Cases.Facts(Cases.Invoice().At(1, FirstLetterDay)) with { Letters = [Cases.Letter(LetterState.Sent, date: FirstLetterDay)] };

        Cases.Decide(facts, FirstLetterDay).Step.ShouldBeOfType<CaseStep.Wait>();
        Cases.Decide(facts, FirstLetterDay.AddDays(1)).Step.ShouldBeOfType<CaseStep.CheckDelivery>();
    }

    [Fact]
    public void FifteenDaysAfterTheLastLetter_TheCaseGoesToTheLegalStage()
    {
        var last = Cases.Invoice().At(3, new DateOnly(2026, 5, 5));

        Cases.Decide(Cases.Facts(last), new DateOnly(2026, 5, 19)).Step.ShouldBe(new CaseStep.Wait(new DateOnly(2026, 5, 20)));
        Cases.Decide(Cases.Facts(last), new DateOnly(2026, 5, 20)).Step.ShouldBeOfType<CaseStep.Escalate>();
    }
}
