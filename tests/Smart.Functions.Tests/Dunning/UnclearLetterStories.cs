using Smart.Functions.Tests.Stories;
using Smart.Local.Simulation;
using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Dunning;

/// <summary>A letter whose answer is lost, with a provider that cannot be asked: only a person can say what became of it.</summary>
public sealed class UnclearLetterStories(TestStorage storage) : CollectionStory(storage)
{
    [Fact]
    public async Task LetterThatArrived_Counts_WhenTheDeskSaysSo()
    {
        var owed = await UnclearAsync(MailFault.FailAfter);

        (await DecideAsync(owed, sent: true)).Value["state"]!.GetValue<string>().ShouldBe("sent");
        await GoToAsync(FirstLetter.AddDays(1));

        var facts = await CaseAsync(owed);
        (facts.Open[0].Level, facts.Case!.NeedsAttention, World.Mailbox.Reminders.Count).ShouldBe((1, null, 1));
        (await DecideAsync(owed, sent: true)).Succeeded.ShouldBeTrue("the same answer again is success");
        (await DecideAsync(owed, sent: false)).Problem.ShouldBe("letter-not-unclear");
    }

    [Fact]
    public async Task LetterThatDidNotArrive_IsWrittenAnew_WhenTheDeskSaysSo()
    {
        var owed = await UnclearAsync(MailFault.FailBefore);

        (await DecideAsync(owed, sent: false)).Value["state"]!.GetValue<string>().ShouldBe("notSent");
        await World.Host.RunUntilIdleAsync(Ct);

        World.Mailbox.Reminders.ShouldHaveSingleItem().OperationId.ShouldBe($"{owed.CaseId}-1-2");
        (await CaseAsync(owed)).Open[0].Level.ShouldBe(1);
    }

    [Fact]
    public async Task LetterThatLeftJustNow_IsNotDecidedYet()
    {
        var owed = await OweAsync();
        World.Mail.Memory = MailMemory.Nothing;
        World.Mail.Next(MailFault.FailAfter);
        await World.AdvanceToAsync(FirstLetter, new TimeOnly(6, 40), Ct);

        (await DecideAsync(owed, sent: true)).Problem.ShouldBe("letter-not-unclear");
        (await Desk.PostAsync($"cases/{owed.CaseId}/letters/9/1/outcome", new { sent = true }, cancellationToken: Ct)).Problem.ShouldBe("letter-not-found");
        (await Desk.PostAsync($"cases/{owed.CaseId}/letters/1/1/outcome", new { }, cancellationToken: Ct)).Problem.ShouldBe("field-required");
        (await World.As("fay", "finance").PostAsync($"cases/{owed.CaseId}/letters/1/1/outcome", new { sent = true }, cancellationToken: Ct)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private async Task<Owed> UnclearAsync(MailFault fault)
    {
        var owed = await OweAsync();
        World.Mail.Memory = MailMemory.Nothing;
        World.Mail.Next(fault);
        await GoToAsync(FirstLetter);
        var facts = await CaseAsync(owed);
        (facts.LastLetter!.State, facts.Case!.NeedsAttention).ShouldBe((LetterState.Sending, "provider-gives-no-answer"));
        return owed;
    }

    private Task<Smart.Local.Http.ApiAnswer> DecideAsync(Owed owed, bool sent) =>
        Desk.PostAsync($"cases/{owed.CaseId}/letters/1/1/outcome", new { sent }, cancellationToken: Ct);
}
