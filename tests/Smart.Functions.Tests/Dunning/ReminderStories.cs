using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Durable;
using Smart.Functions.Tests.Stories;
using Smart.Local.Simulation;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Dunning;

/// <summary>Letters to a client who is late.</summary>
public sealed class ReminderStories(TestStorage storage) : CollectionStory(storage)
{
    [Fact]
    public async Task FirstLetter_GoesOnItsDay_AndNotBefore()
    {
        var owed = await OweAsync();

        await GoToAsync(FirstLetter.AddDays(-1));
        World.Mailbox.Reminders.ShouldBeEmpty();

        await GoToAsync(FirstLetter);
        World.Mailbox.Reminders.ShouldHaveSingleItem().OperationId.ShouldBe($"{owed.CaseId}-1-1");
        (await CaseAsync(owed)).Open.ShouldHaveSingleItem().Level.ShouldBe(1);
    }

    [Fact]
    public async Task PaymentOnTime_MeansNoCase()
    {
        var owed = await OweAsync();
        Pay(owed, 1_210_00);

        await GoToAsync(FirstLetter.AddDays(1));

        World.Mailbox.Reminders.ShouldBeEmpty();
        (await Cases.ReadAsync(owed.DebtorId, owed.CaseId, Ct))!.Case.ShouldBeNull();
    }

    [Fact]
    public async Task PaymentAfterTheFirstLetter_ClosesTheCase()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);
        Pay(owed, 1_210_00);

        await GoToAsync(FirstLetter.AddDays(2));

        var facts = await CaseAsync(owed);
        (facts.Case!.State, facts.Open.Count, facts.Head.OpenCaseId).ShouldBe((CaseState.Closed, 0, null));
    }

    [Fact]
    public async Task LetterThatBounces_GoesByPost_AndCountsOnce()
    {
        World.Mail.BounceAll(ClientEmail);
        var owed = await OweAsync();

        await GoToAsync(FirstLetter.AddDays(1));

        World.Mailbox.Reminders.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            letter => letter.Channel.ShouldBe(Channel.Post),
            letter => letter.OperationId.ShouldBe($"{owed.CaseId}-1-2"));
        (await CaseAsync(owed)).Open[0].Level.ShouldBe(1);
    }

    [Theory]
    [InlineData(MailFault.FailBefore)]
    [InlineData(MailFault.FailAfter)]
    public async Task LostAnswer_IsAskedAbout_AndTheLetterGoesOnce(MailFault fault)
    {
        var owed = await OweAsync();
        World.Mail.Memory = MailMemory.LookUpOnly;
        World.Mail.VisibilityDelay = TimeSpan.FromMinutes(10);
        await GoToAsync(FirstLetter.AddDays(-1));
        World.Mail.Next(fault);

        await GoToAsync(FirstLetter.AddDays(1));

        World.Mailbox.Reminders.ShouldHaveSingleItem();
        (await CaseAsync(owed)).Open[0].Level.ShouldBe(1);
    }

    [Fact]
    public async Task ProviderThatRefuses_SendsNothing_AndTheNextChannelFollows()
    {
        await OweAsync();
        await GoToAsync(FirstLetter.AddDays(-1));
        World.Mail.Next(MailFault.Refuse);

        await GoToAsync(FirstLetter.AddDays(1));

        World.Mailbox.Reminders.ShouldHaveSingleItem().Channel.ShouldBe(Channel.Post);
    }

    [Fact]
    public async Task ProviderWithoutAnAnswer_CallsAPerson_ThenTheLetterIsFoundOut()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter.AddDays(-1));
        World.Mail.Next(MailFault.NoAnswer);

        await GoToAsync(FirstLetter);
        (await CaseAsync(owed)).Case!.NeedsAttention.ShouldBe("provider-gives-no-answer");

        World.Mail.Answer();
        await GoToAsync(FirstLetter.AddDays(3));
        World.Mailbox.Reminders.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task StaleBankData_HoldsLetters_UntilFinanceOverridesIt()
    {
        var owed = await OweAsync();
        await GoToAsync(new DateOnly(2026, 3, 10));
        await World.Host.AdvanceToAsync(new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.Zero), Ct);

        var held = (await CaseAsync(owed)).Case!;
        (World.Mailbox.Reminders.Count, held.Reasons[owed.Number], held.NeedsAttention).ShouldBe((0, Reason.BankDataStale, Reason.BankDataStale));

        (await Finance.PostAsync($"cases/{owed.CaseId}/stale-override", cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        await World.Host.RunUntilIdleAsync(Ct);
        World.Mailbox.Reminders.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SweepMissedForDays_HealsOnTheNextOne()
    {
        var owed = await OweAsync();
        var log = World.Host.Services.GetRequiredService<SweepLog>();
        for (var missed = new DateOnly(2026, 3, 10); missed <= FirstLetter.AddDays(1); missed = missed.AddDays(1)) await log.FinishAsync(missed, 0, 0, Ct);

        await GoToAsync(FirstLetter.AddDays(1));
        World.Mailbox.Reminders.ShouldBeEmpty();

        await GoToAsync(FirstLetter.AddDays(2));
        World.Mailbox.Reminders.ShouldHaveSingleItem();
        (await CaseAsync(owed)).Case!.OpenedOn.ShouldBe(FirstLetter.AddDays(2));
        (await Desk.GetAsync("sweeps/2026-03-18", Ct)).Value["debtors"]!.GetValue<int>().ShouldBe(1);
        (await Desk.GetAsync("sweeps/2026-03-22", Ct)).Problem.ShouldBe("sweep-not-found");
    }

    [Fact]
    public async Task PaymentBetweenReservationAndSending_StopsTheLetter()
    {
        var owed = await OweAsync();
        await World.AdvanceToAsync(FirstLetter, new TimeOnly(6, 0), Ct);
        var evaluation = World.Host.Services.GetRequiredService<CaseEvaluation>();
        var reserved = (await evaluation.EvaluateAsync(owed.DebtorId, owed.CaseId, Ct)).ShouldBeOfType<CaseStep.WriteLetter>().Plan;

        Pay(owed, 1_210_00);
        await World.SendBankFileAsync(World.Bank.CloseDay(FirstLetter), Ct);
        var letters = World.Host.Services.GetRequiredService<LetterService>();
        var progress = await letters.DispatchAsync(new LetterKey(owed.DebtorId, owed.CaseId, reserved.Number, reserved.Attempt), Ct);
        await World.Host.AdvanceAsync(TimeSpan.FromHours(6), Ct);

        progress.ShouldBe(LetterProgress.Ended);
        World.Mailbox.Reminders.ShouldBeEmpty();
        var facts = await CaseAsync(owed);
        (facts.LastLetter!.State, facts.Case!.State).ShouldBe((LetterState.Lapsed, CaseState.Closed));
    }

    [Fact]
    public async Task SecondStartOfARunningCase_IsHarmless()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);
        var instance = CaseEvents.InstanceOf(owed.CaseId, CaseStage.Dunning);

        var started = await World.Host.Durable.StartOnceAsync(
            CaseEvents.DunningOrchestration, new CaseInput(owed.DebtorId, owed.CaseId), instance, Ct);
        await World.Host.RunUntilIdleAsync(Ct);

        started.ShouldBeFalse();
        World.Mailbox.Reminders.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Desk_SeesTheCase_TheLettersAndTheReasons()
    {
        var owed = await OweAsync();
        await GoToAsync(FirstLetter);

        var shown = (await Desk.GetAsync($"debtors/{owed.DebtorId}/cases/{owed.CaseId}", Ct)).Value;
        shown["letters"]![0]!["total"]!["amount"]!.GetValue<string>().ShouldBe("1210.00");
        (await Desk.DownloadAsync($"cases/{owed.CaseId}/letters/1/1/pdf", Ct))!.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        (await Desk.DownloadAsync($"cases/{owed.CaseId}/letters/1/1/html", Ct)).ShouldNotBeNull();
        (await Desk.GetAsync($"cases/{owed.CaseId}/letters/2/1/pdf", Ct)).Problem.ShouldBe("letter-not-found");
        (await Desk.GetAsync("debtors/x/cases/y", Ct)).Problem.ShouldBe("case-not-found");

        var reasons = (await World.As("anna", "member").GetAsync($"invoices/{owed.Number}/reasons", Ct)).Value["items"]!.AsArray();
        reasons[0]!["reason"]!.GetValue<string>().ShouldBe(Reason.NotYet);
        (await World.As("bart", "member").GetAsync($"invoices/{owed.Number}/reasons", Ct)).Problem.ShouldBe("invoice-not-found");
    }
}
