using System.Net;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local;

namespace Smart.Functions.Tests.Pages;

/// <summary>What a person sees of a message that was given up, and the button that gives it another chance.</summary>
public sealed partial class QueuesPageTests(TestStorage storage) : IAsyncLifetime
{
    private const string Body = """{"partition":"2026-03","key":"<nowhere>"}""";

    private LocalSystem _system = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Queue => _system.Host.Broker.Queues.Single();

    public async ValueTask InitializeAsync() => _system = await LocalSystem.StartAsync(
        new LocalSystemOptions
        {
            ConnectionString = await storage.ConnectAsync(),
            Prefix = storage.NewPrefix(),
            VirtualStart = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
            Console = true,
            Deterministic = true,
        },
        Ct);

    public async ValueTask DisposeAsync()
    {
        if (_system is not null) await _system.DisposeAsync();
    }

    [Fact]
    public async Task DeadLetter_ShowsWhatItSaysWhenAndWhy_AndComesAgainAtTheButton()
    {
        await SendAsync(Body, "receipt-1");
        await _system.Host.AdvanceAsync(TimeSpan.FromMinutes(3), Ct);
        var shown = await PageAsync();

        shown.ShouldContain("receipt-1");
        shown.ShouldContain(WebUtility.HtmlEncode(Body));
        shown.ShouldContain("dead letter</span> <span class=\"d\">2026-03-02 10:00");
        shown.ShouldContain("<td class=\"n\">0</td><td>unknown-receipt</td>");
        shown.ShouldNotContain("<nowhere>");

        (await PressAsync(shown)).ShouldContain("The message is back in its queue.");
        var ran = await _system.Host.RunUntilIdleAsync(Ct);

        ran.ShouldContain(entry => entry.Function == "ReceivePayment" && entry.Key == "receipt-1");
        _system.Host.Broker.PeekDeadLetters(Queue).ShouldHaveSingleItem().GivenUpAt.ShouldBe(_system.Host.TimeProvider.GetUtcNow());
    }

    [Fact]
    public async Task ButtonOfAnOldPage_DoesNothingAndSaysSo()
    {
        await SendAsync("no receipt at all", "odd");
        await _system.Host.RunUntilIdleAsync(Ct);
        var old = await PageAsync();
        var dead = _system.Host.Broker.PeekDeadLetters(Queue).ShouldHaveSingleItem();

        old.ShouldContain("<td>malformed</td>");
        (await PressAsync(old.Replace($"{dead.Sequence}", "4711", StringComparison.Ordinal))).ShouldContain("Nothing was done");

        _system.Host.Broker.PeekDeadLetters(Queue).ShouldHaveSingleItem().ShouldBe(dead);
    }

    [Fact]
    public async Task ScheduledMessage_ShowsWhenItIsDue()
    {
        await using var sender = _system.Host.Services.GetRequiredService<ServiceBusClient>().CreateSender(Queue);
        await sender.ScheduleMessageAsync(new ServiceBusMessage(Body), _system.Host.TimeProvider.GetUtcNow() + TimeSpan.FromHours(1), Ct);

        var shown = await PageAsync();

        shown.ShouldContain("scheduled</span> <span class=\"d\">2026-03-02 11:00");
        FormAction.IsMatch(shown).ShouldBeFalse("there is nothing to resubmit");
    }

    private async Task SendAsync(string body, string id)
    {
        await using var sender = _system.Host.Services.GetRequiredService<ServiceBusClient>().CreateSender(Queue);
        await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = id }, Ct);
    }

    private Task<string> PageAsync() => _system.Host.Http.GetStringAsync(new Uri("/queues", UriKind.Relative), Ct);

    /// <summary>Presses the one button of the page as a browser does, and gives the page that follows.</summary>
    private async Task<string> PressAsync(string page)
    {
        var action = FormAction.Match(page).Groups["action"].Value;
        using var answer = await _system.Host.Http.PostAsync(new Uri(WebUtility.HtmlDecode(action), UriKind.Relative), null, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    [GeneratedRegex("""action="(?<action>/queues/[^"]+)">""")]
    private static partial Regex FormAction { get; }
}
