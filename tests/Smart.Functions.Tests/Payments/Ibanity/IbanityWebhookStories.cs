using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation.Ibanity;
using Smart.Shared;
using Smart.Shared.Payments.Ibanity;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class IbanityWebhookStories(TestStorage storage) : IbanityStory(storage)
{
    [Fact]
    public async Task NewTransactions_CloseTheInvoice_AndMoveTheWatermarkToTheDayBefore()
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(account, Paid(121_000, number));

        await TellAsync(account);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await AccountAsync()).CompleteThrough.ShouldBe(Today.AddDays(-1));
        var feed = (await GetAsync("/api/accounts")).GetProperty("accounts")[0].GetProperty("feed");
        feed.GetProperty("source").GetString().ShouldBe("ponto-connect");
        feed.GetProperty("completeThrough").GetString().ShouldBe("2026-05-14");
        feed.GetProperty("needsReconnection").GetBoolean().ShouldBeFalse();
        feed.TryGetProperty("pulledAt", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task SameSignature_IsRefusedAsAReplay_AndTheSameEventSignedAnewChangesNothing()
    {
        var (debtor, account) = (await DebtorAsync(), Bank.Connect(Iban));
        var number = await InvoiceAsync(debtor, 1, 121_000);
        Bank.Receive(account, Paid(60_000, number));

        ((int)await Bank.PostAsync(Created, account, eventId: "e1", cancellationToken: Ct)).ShouldBe(202);
        ((int)await Bank.PostAgainAsync(Ct)).ShouldBe(409);
        await MinuteAsync();
        var wishes = (await RowAsync(account)).Wishes;
        ((int)await Bank.PostAsync(Created, account, eventId: "e1", createdAt: Host.TimeProvider.GetUtcNow().AddMinutes(-1), cancellationToken: Ct)).ShouldBe(200);
        ((int)await Bank.PostAgainAsync(Ct)).ShouldBe(409);
        await MinuteAsync();

        (await RowAsync(account)).Wishes.ShouldBe(wishes);
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
    }

    [Fact]
    public async Task ManyDeliveriesOfOneEvent_AtOnce_AreTakenOnce()
    {
        var account = Bank.Connect(Iban);
        await Bank.PostAsync(Created, account, cancellationToken: Ct);
        await MinuteAsync();

        await Bank.PostAsync(Created, account, eventId: "storm", cancellationToken: Ct);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Bank.PostAgainAsync(Ct)));
        await MinuteAsync();

        answers.ShouldAllBe(status => status == HttpStatusCode.Conflict);
        (await RowAsync(account)).Wishes.ShouldBe(2);
    }

    [Fact]
    public async Task BadSignatures_AreRefused_AndNothingIsStored()
    {
        var account = Bank.Connect(Iban);
        SignatureFault[] faults =
        [
            new() { Algorithm = "none" }, new() { Algorithm = "HS512" }, new() { Algorithm = "RS256" }, new() { KeyId = "other" }, new() { Audience = "another" },
            new() { Issuer = "https://evil.example" }, new() { Shift = TimeSpan.FromSeconds(-91) }, new() { Shift = TimeSpan.FromSeconds(31) }, new() { SignedBody = [1] },
        ];
        foreach (var fault in faults) ((int)await Bank.PostAsync(Created, account, fault, "bad", cancellationToken: Ct)).ShouldBe(401, fault.ToString());
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/ibanity") { Content = new StringContent("{}") };
        (await JsonAsync(await SendAsync(unsigned, user: null), 400)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:signature-missing");
        using var huge = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/ibanity") { Content = new ByteArrayContent(new byte[65 * 1024]) };
        (await JsonAsync(await SendAsync(huge, user: null), 413)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:body-too-large");
        await MinuteAsync();

        (await Ponto.ListAsync(Ct)).ShouldBeEmpty();
        (await Host.Services.GetRequiredService<IbanityInbox>().FindAsync("ibanity-2026-05-15", "event|bad", Ct)).ShouldBeNull();
        Asked("webhooks/keys").ShouldBe(1);
    }

    [Fact]
    public async Task RotatedKey_IsFoundWithoutLosingADelivery()
    {
        var account = Bank.Connect(Iban);
        await TellAsync(account);
        Bank.Signer.Rotate();

        await TellAsync(account);

        (await RowAsync(account)).Wishes.ShouldBe(2);
        Asked("webhooks/keys").ShouldBe(2);
    }

    [Fact]
    public async Task KeysThatCannotBeFetched_AskForAnotherDelivery_AndThoseKnownStayGood()
    {
        var account = Bank.Connect(Iban);
        Bank.Faults.Fail("webhooks/keys", 503);
        ((int)await Bank.TellAsync(account, Ct)).ShouldBe(503);
        await MinuteAsync();
        await TellAsync(account);
        await Host.AdvanceAsync(TimeSpan.FromHours(2), Ct);
        Bank.Faults.Fail("webhooks/keys", 503, times: 10);

        await TellAsync(account);
    }

    [Fact]
    public async Task UnknownEvents_AreAnsweredAndCounted_NotKept()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == IbanityMetrics.MeterName) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted) counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
        });
        listener.Start();

        ((int)await Bank.PostAsync("pontoConnect.account.somethingNew", "x", eventId: "new", cancellationToken: Ct)).ShouldBe(200);
        ((int)await Bank.PostAgainAsync(Ct)).ShouldBe(409);
        ((int)await Bank.PostAsync("pontoConnect.account.somethingNew", "x", eventId: "new", cancellationToken: Ct)).ShouldBe(200);

        lock (counted) counted.ShouldContain("pontoConnect.account.somethingNew unknown");
        (await Host.Services.GetRequiredService<IbanityInbox>().FindAsync("ibanity-2026-05-15", "event|new", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task RevokedAccount_IsShown_StopsBeingFresh_AndComesBackWithConsent()
    {
        var account = Bank.Connect(Iban);
        await TellAsync(account);
        var revokedAt = Host.TimeProvider.GetUtcNow();
        ((int)await Bank.PostAsync(IbanityEventTypes.AccountRevoked, account, createdAt: revokedAt, cancellationToken: Ct)).ShouldBe(202);
        await MinuteAsync();
        var feed = (await GetAsync("/api/accounts")).GetProperty("accounts")[0].GetProperty("feed");
        feed.GetProperty("needsReconnection").GetBoolean().ShouldBeTrue();
        feed.GetProperty("problem").GetString().ShouldBe("consent-withdrawn");

        await Bank.PostAsync(IbanityEventTypes.Reauthorized, account, createdAt: revokedAt.AddMinutes(1), cancellationToken: Ct);
        await MinuteAsync();
        await Bank.PostAsync(IbanityEventTypes.AccountRevoked, account, createdAt: revokedAt.AddSeconds(1), cancellationToken: Ct);
        await MinuteAsync();

        (await RowAsync(account)).NeedsReconnection.ShouldBeFalse("What an older event says does not undo what a newer one said.");
    }

    [Fact]
    public async Task LostMessage_IsFoundByTheRepair()
    {
        var account = Bank.Connect(Iban);
        var inbox = Host.Services.GetRequiredService<IbanityInbox>();
        var at = Host.TimeProvider.GetUtcNow();
        await inbox.TakeAsync(new IbanityEvent("lost", Created, at, account), new SignedDelivery("lost", at, at), BinaryData.FromString("{}"), Ct);

        await MinuteAsync(10);

        (await RowAsync(account)).Fulfilled.ShouldBe(1);
        (await inbox.FindAsync("ibanity-2026-05-15", "event|lost", Ct))!.State.ShouldBe(IbanityEventState.Handled);
        await Host.AdvanceAsync(TimeSpan.FromDays(1), Ct);
        var guards = new List<WorkRow>();
        await foreach (var row in Host.Services.GetRequiredService<WorkIndex>().DueAsync(Today, [WorkPurpose.Allocate], Ct)) guards.Add(row);
        guards.ShouldBeEmpty("What is done is guarded no more.");
    }
}
