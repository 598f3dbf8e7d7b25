using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;

namespace Smart.Functions.Tests.Simulation;

public class SimulatedMailProviderTests
{
    private const string Letter = "0123456789abcdefghjk-1-2";
    private readonly VirtualClock _clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SimulatedMailProvider _provider;

    public SimulatedMailProviderTests() => _provider = new SimulatedMailProvider(new SimulatedMailbox(), _clock);

    [Fact]
    public async Task SendTwice_IdempotentProvider_DeliversOnce()
    {
        var first = await SendAsync($"{Letter}-1");
        (await SendAsync($"{Letter}-1")).ShouldBe(first);
        _provider.Mailbox.DeliveriesByOperation[$"{Letter}-1"].ShouldBe(1);
    }

    [Theory]
    [InlineData(MailMemory.LookUpOnly)]
    [InlineData(MailMemory.Nothing)]
    public async Task SendTwice_OtherProviders_DeliverTwiceAndItCounts(MailMemory memory)
    {
        _provider.Memory = memory;
        await SendAsync($"{Letter}-1");
        await SendAsync($"{Letter}-1");
        _provider.Mailbox.DuplicatedReminders.ShouldBe(1);
    }

    [Fact]
    public async Task TwoAttempts_OfOneLetterNumber_CountAsADuplicate()
    {
        await SendAsync($"{Letter}-1");
        await SendAsync($"{Letter}-2");
        _provider.Mailbox.DuplicatedReminders.ShouldBe(1);
    }

    [Fact]
    public async Task Bounce_OfTheFirstAttempt_IsNoDuplicateOfTheSecond()
    {
        _provider.Next(MailFault.Bounce);
        (await SendAsync($"{Letter}-1")).ShouldBeOfType<MailOutcome.Bounced>();
        await SendAsync($"{Letter}-2");
        _provider.Mailbox.DuplicatedReminders.ShouldBe(0);
        _provider.Mailbox.Reminders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task FailAfter_TheMessageIsThereOnceItIsVisible()
    {
        _provider.VisibilityDelay = TimeSpan.FromSeconds(30);
        _provider.Next(MailFault.FailAfter);
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync($"{Letter}-1"));
        (await FindAsync()).ShouldBeOfType<MailOutcome.Unknown>();
        _clock.Set(_clock.GetUtcNow().AddSeconds(30));
        (await FindAsync()).ShouldBeOfType<MailOutcome.Accepted>();
    }

    [Fact]
    public async Task FailBefore_NothingIsThere()
    {
        _provider.VisibilityDelay = TimeSpan.Zero;
        _provider.Next(MailFault.FailBefore);
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync($"{Letter}-1"));
        (await FindAsync()).ShouldBeOfType<MailOutcome.Unknown>();
    }

    [Fact]
    public async Task NoAnswer_LastsUntilItIsEnded()
    {
        _provider.Next(MailFault.NoAnswer);
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync($"{Letter}-1"));
        await Should.ThrowAsync<HttpRequestException>(FindAsync);
        _provider.Answer();
        (await FindAsync()).ShouldBeOfType<MailOutcome.Unknown>();
    }

    [Fact]
    public async Task Refuse_SendsNothing()
    {
        _provider.Next(MailFault.Refuse);
        (await SendAsync($"{Letter}-1")).ShouldBeOfType<MailOutcome.Refused>();
        _provider.Mailbox.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task BounceAll_ByAddress_EveryMessageComesBack()
    {
        _provider.BounceAll("client@client.example");
        (await SendAsync($"{Letter}-1")).ShouldBeOfType<MailOutcome.Bounced>();
        _provider.Mailbox.Delivered.ShouldBeEmpty();
    }

    private Task<MailOutcome> SendAsync(string operationId) => _provider.SendAsync(
        new OutgoingMail(operationId, Channel.Email, new MailRecipient("Client", "client@client.example", null), "Reminder", "Text", "<p>Text</p>", []), TestContext.Current.CancellationToken);

    private Task<MailOutcome> FindAsync() => _provider.FindAsync($"{Letter}-1", TestContext.Current.CancellationToken);
}
