using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Shares;

namespace Smart.Functions.Tests.Shares;

public sealed class RenewalStoryTests(TestStorage storage) : StoryTest(storage)
{
    protected override DateTimeOffset Start => new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TurnOfTheYear_OneRenewsAndOneLapses()
    {
        var (ann, bob) = (await CoveredAsync("Ann"), await CoveredAsync("Bob"));
        await World.AdvanceToAsync(new DateOnly(2026, 12, 2), cancellationToken: Ct);
        Operations("Ann").ShouldBe([$"renewal-{ann}-2027-request"]);

        World.Bank.Receive(3000, "Ann", "BE71096123456769", await CommunicationAsync(ann));
        await World.AdvanceToAsync(new DateOnly(2026, 12, 20), cancellationToken: Ct);
        (await StateAsync(ann)).ShouldBe(RenewalState.Covered, "the payment woke it before the year");
        Operations("Ann").Count.ShouldBe(2, "request and certificate, no reminder");
        Operations("Bob").ShouldBe([$"renewal-{bob}-2027-request", $"renewal-{bob}-2027-reminder"]);

        await World.AdvanceToAsync(new DateOnly(2027, 1, 5), cancellationToken: Ct);
        (await StateAsync(bob)).ShouldBe(RenewalState.Lapsed);
        (await Desk.GetAsync($"members/{ann}/shares", Ct)).Text("coveredUntil").ShouldBe("2027-12-31");
        (await Desk.GetAsync($"members/{bob}/shares", Ct)).Text("status").ShouldBe("renewalDue");
        (await World.Host.Services.GetRequiredService<RenewalRuns>().FindRunAsync(2027, Ct))!.DoneOn.ShouldBe(new DateOnly(2027, 1, 4));

        await DeclareAsync("Bob", bob, 3);
        (await DeclareAsync("Bob", bob)).Problem.ShouldBe("share-required");
        World.Bank.Receive(3000, "Bob", "BE71096123456769", await CommunicationAsync(bob));
        await World.AdvanceToAsync(new DateOnly(2027, 1, 7), cancellationToken: Ct);
        (await DeclareAsync("Bob", bob)).Succeeded.ShouldBeTrue("money that came late covers from its value date");
        Operations("Bob").Count.ShouldBe(3, "and brings the certificate");
    }

    [Fact]
    public async Task Run_OfEveryDayAndAfterAKill_AsksOnce()
    {
        var ann = await CoveredAsync("Ann");
        World.Mail.Next(MailFault.FailAfter);
        await World.AdvanceToAsync(new DateOnly(2026, 12, 1), cancellationToken: Ct);
        await World.Host.RestartAsync(Ct);
        await World.AdvanceToAsync(new DateOnly(2026, 12, 12), cancellationToken: Ct);

        Operations("Ann").ShouldBe([$"renewal-{ann}-2027-request"]);
    }

    [Fact]
    public async Task Member_WhoBuysInDecember_IsAskedByALaterPass()
    {
        await World.AdvanceToAsync(new DateOnly(2026, 12, 9), cancellationToken: Ct);
        var ann = await CoveredAsync("Ann");
        await World.AdvanceToAsync(new DateOnly(2026, 12, 11), cancellationToken: Ct);

        Operations("Ann").ShouldBe([$"renewal-{ann}-2027-request"]);
    }

    private async Task<string> CoveredAsync(string name)
    {
        var id = await MemberAsync(name);
        var request = (await Member(name).PostAsync($"members/{id}/shares", new { count = 1 }, cancellationToken: Ct)).Text("requestId");
        var paid = await World.Host.Services.GetRequiredService<ShareService>().ReceiveAsync($"r-{name}", request, id, Money.Eur(3000), World.Today, Ct);
        paid.Value.Outcome.ShouldBe(ShareReceiptOutcome.Paid);
        return id;
    }

    private async Task<string> CommunicationAsync(string memberId)
    {
        var requests = (await Desk.GetAsync($"members/{memberId}/shares", Ct)).Value["requests"]!.AsArray();
        var renewal = requests.Single(request => request!["renewalYear"] is not null)!;
        return string.Concat(renewal["communication"]!.GetValue<string>().Where(char.IsAsciiDigit));
    }

    private async Task<RenewalState> StateAsync(string memberId) =>
        (await World.Host.Services.GetRequiredService<RenewalService>().FindAsync(memberId, 2027, Ct))!.State;

    private IReadOnlyList<string> Operations(string name) => [.. World.Mailbox.To(name).Select(letter => letter.OperationId)];
}
