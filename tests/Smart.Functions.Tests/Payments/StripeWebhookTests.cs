using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

public sealed class StripeWebhookTests(TestStorage storage) : StripeStory(storage)
{
    [Fact]
    public async Task PaidSession_ClosesTheInvoice_HoweverOftenItIsTold()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var (_, json) = EventOf("checkout.session.completed", Session(number, debtor, 121_000));

        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(202);
        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBeOneOf(200, 202);
        await Host.RunUntilIdleAsync(Ct);
        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(200);
        await Host.RunUntilIdleAsync(Ct);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Theory]
    [InlineData("missing", "signature-missing")]
    [InlineData("wrong", "signature-wrong")]
    [InlineData("old", "signature-wrong")]
    [InlineData("future", "signature-wrong")]
    [InlineData("doubled", "signature-wrong")]
    [InlineData("joined", "signature-wrong")]
    [InlineData("malformed", "signature-wrong")]
    [InlineData("no-number", "webhook-malformed")]
    [InlineData("other-body", "signature-wrong")]
    [InlineData("only-v0", "signature-wrong")]
    public async Task BadSignature_IsRefusedAndChangesNothing(string kind, string problem)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var (id, json) = EventOf("checkout.session.completed", Session(number, debtor, 121_000));
        string[] headers = kind switch
        {
            "missing" => [],
            "wrong" => [Signed(json, secret: "whsec_stranger")],
            "old" => [Signed(json, at: Now - 301)],
            "future" => [Signed(json, at: Now + 301)],
            "doubled" => [Signed(json), Signed(json)],
            "joined" => [$"{Signed(json)},{Signed(json, at: Now - 1)}"],
            "malformed" => ["t"],
            "no-number" => ["t=now,v1=" + global::Stripe.EventUtility.ComputeSignature(Secret, "now", json)],
            "only-v0" => [Signed(json).Replace("v1=", "v0=", StringComparison.Ordinal)],
            _ => [Signed(json + " ")],
        };

        (await ProblemAsync(await DeliverAsync(json, headers))).ShouldBe(problem);

        await Host.RunUntilIdleAsync(Ct);
        (await OpenAsync(debtor, number)).ShouldNotBeNull();
        (await Store.FindAsync<InboxRow>(TableNames.Inbox, "stripe-2026-05-15", id, Ct)).ShouldBeNull();
    }

    [Theory]
    [InlineData(300, Secret)]
    [InlineData(-300, "whsec_old")]
    public async Task Signature_WithinTheTolerance_OfAnySecret_IsTaken(int seconds, string secret)
    {
        var (id, json) = EventOf("payment_intent.canceled", Payment("pi_9", 100, "canceled"));

        ((int)(await DeliverAsync(json, $"{Signed(json, Now + seconds, secret)},v1=deadbeef,v0=old")).StatusCode).ShouldBe(202);
        await Host.RunUntilIdleAsync(Ct);

        (await InboxAsync(id)).ShouldBe((InboxState.Handled, "failed"));
    }

    [Theory]
    [InlineData("not json", "webhook-malformed")]
    [InlineData("", "webhook-malformed")]
    [InlineData("null", "webhook-malformed")]
    [InlineData("17", "webhook-malformed")]
    [InlineData("{}", "webhook-malformed")]
    [InlineData("""{"id":"evt_1","object":"event","type":"payout.paid"}""", "webhook-malformed")]
    [InlineData("""{"id":"evt_1","object":"event","type":"payout.paid","created":"today","data":{}}""", "webhook-malformed")]
    [InlineData("""{"id":"evt_1","object":"event","type":"payout.paid","created":99999999999999,"data":{}}""", "webhook-malformed")]
    [InlineData("""{"id":"../x","object":"event","type":"payout.paid","created":1778839260,"data":{}}""", "webhook-malformed")]
    [InlineData("""{"id":"evt_1","object":"event","type":"refund.created","created":1778839260,"livemode":false,"data":{"object":{"object":"refund","amount":"much"}}}""", "webhook-malformed")]
    [InlineData("""{"id":"evt_1","object":"v2.core.event","type":"v1.payout.paid","created":"2026-05-15T10:00:00.000Z","related_object":{"id":"po_1"}}""", "thin-event")]
    [InlineData("""[{"id":"1","eventType":"com.stripe.payout.paid","data":{}}]""", "event-grid-not-taken")]
    public async Task SignedBody_ThatIsNoSnapshotEvent_IsRefused(string json, string problem) => (await ProblemAsync(await DeliverAsync(json, Signed(json)))).ShouldBe(problem);

    [Fact]
    public async Task BytesThatAreNoText_AreRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe") { Content = new ByteArrayContent([0x7b, 0xff, 0xfe, 0x7d]) };
        request.Headers.TryAddWithoutValidation(StripeSignature.Header, Signed("{\uFFFD\uFFFD}"));

        (await ProblemAsync(await SendAsync(request, user: null))).ShouldBe("webhook-malformed");
    }

    [Fact]
    public async Task BodyOverTheLimit_IsRefused()
    {
        var json = new string(' ', 1024 * 1024) + "{}";

        (await ProblemAsync(await DeliverAsync(json, Signed(json)), 413)).ShouldBe("body-too-large");
    }

    [Fact]
    public async Task EventGrid_IsRefusedByItsHeader()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe") { Content = new StringContent("[]", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("aeg-event-type", "Notification");

        (await ProblemAsync(await SendAsync(request, user: null))).ShouldBe("event-grid-not-taken");
    }

    [Theory]
    [InlineData("customer.created", "", "unknown-type")]
    [InlineData("payout.paid", "\"account\":\"acct_other\",", "other-account")]
    public async Task EventThatAsksNothingOfUs_IsAnswered200_AndCounted(string type, string more, string outcome)
    {
        var counted = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Enable(instrument, self) };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted) counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
        });
        listener.Start();
        var (id, json) = EventOf(type, """{"object":"customer","id":"cus_1"}""", more: more);

        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(200);

        lock (counted) counted.ShouldContain($"{type} {outcome}");
        (await Store.FindAsync<InboxRow>(TableNames.Inbox, "stripe-2026-05-15", id, Ct)).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id":"evt_1","object":"v2.core.event","type":"v2.core.account.updated","created":"2026-05-15T10:00:00.000Z","livemode":false}""")]
    [InlineData("""{"id":"evt_1","object":"v2.core.event","type":"v1.billing.meter.no_meter_found","created":"2026-05-15T10:00:00.000Z"}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"charge.expired","created":1778839260,"livemode":false,"data":{"object":{"object":"charge","id":"ch_1","refunds":[],"amount":"much"}}}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"some.new_family"}""")]
    public async Task EventOfATypeThatAsksNothing_IsAnswered200_WhateverItsShape(string json) => ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(200);

    [Theory]
    [InlineData("2020-08-27")]
    [InlineData("2015-02-18")]
    [InlineData(null)]
    public async Task EventOfAnotherVersion_IsRead(string? version)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var more = version is null ? "" : $"\"api_version\":\"{version}\",\"request\":\"req_1\",";
        var (_, json) = EventOf("checkout.session.completed", Session(number, debtor, 121_000), more: more);

        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(202);
        await Host.RunUntilIdleAsync(Ct);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == StripeMetrics.MeterName) listener.EnableMeasurementEvents(instrument);
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage response, int status = 400) =>
        (await JsonAsync(response, status)).GetProperty("type").GetString()!["urn:smart:problem:".Length..];
}

/// <summary>Where no test mode is accepted, as in production.</summary>
public sealed class StripeLiveModeTests(TestStorage storage) : StripeStory(storage)
{
    [Fact]
    public async Task TestModeEvent_IsRefused_AndNothingIsStored()
    {
        var (id, json) = EventOf("payment_intent.succeeded", Payment("pi_1", 100));

        var problem = await JsonAsync(await DeliverAsync(json, Signed(json)), 400);

        problem.GetProperty("type").GetString().ShouldBe("urn:smart:problem:test-mode-event");
        (await Store.FindAsync<InboxRow>(TableNames.Inbox, "stripe-2026-05-15", id, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task LiveEvent_IsTaken()
    {
        var (_, json) = EventOf("payment_intent.canceled", Payment("pi_1", 100, "canceled"));
        var live = json.Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal);

        ((int)(await DeliverAsync(live, Signed(live))).StatusCode).ShouldBe(202);
    }

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.PostConfigure<StripeSettings>(settings => settings.AcceptTestMode = false);
    }
}
