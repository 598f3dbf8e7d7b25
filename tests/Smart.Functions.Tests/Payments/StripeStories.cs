using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;
using Stripe;

namespace Smart.Functions.Tests.Payments;

public sealed class StripeStories(SmartAzurite azurite) : PaymentStory(azurite)
{
    private readonly CheckoutServer _server = new();

    private long Now => Host.TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public async Task PaidSession_ClosesTheInvoice_HoweverOftenItIsTold()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var json = Completed(number, debtor, 121_000);

        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(202);
        await Host.RunUntilIdleAsync(Ct);
        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(200);
        await Host.RunUntilIdleAsync(Ct);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task SessionAndItsPayment_CountOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var session = Completed(number, debtor, 60_000);
        var payment = $$"""{"id":"evt_2","object":"event","type":"payment_intent.succeeded","created":{{Now}},"data":{"object":{"id":"pi_1","object":"payment_intent","amount":60000,"currency":"eur"} } }""";

        await DeliverAsync(payment, Signed(payment));
        await DeliverAsync(session, Signed(session));
        await Host.RunUntilIdleAsync(Ct);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
        (await InboxAsync("evt_2")).ShouldBe((InboxState.Ignored, "booked-by-its-session"));
        (await InboxAsync("evt_1")).ShouldBe((InboxState.Handled, "pi_1"));
    }

    [Fact]
    public async Task UnpaidSession_WaitsForTheMoney()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var json = Completed(number, debtor, 121_000, "unpaid");

        await DeliverAsync(json, Signed(json));
        await Host.RunUntilIdleAsync(Ct);

        (await OpenAsync(debtor, number)).ShouldNotBeNull();
        (await InboxAsync("evt_1")).ShouldBe((InboxState.Ignored, "not-paid-yet"));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("wrong")]
    [InlineData("old")]
    [InlineData("doubled")]
    [InlineData("malformed")]
    [InlineData("other-body")]
    public async Task BadSignature_IsRefusedAndChangesNothing(string kind)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var json = Completed(number, debtor, 121_000);
        string[] headers = kind switch
        {
            "missing" => [],
            "wrong" => [Signed(json, secret: "whsec_stranger")],
            "old" => [Signed(json, at: Now - 301)],
            "doubled" => [Signed(json), Signed(json)],
            "malformed" => ["t=now"],
            _ => [Signed(json + " ")],
        };

        var answer = await JsonAsync(await DeliverAsync(json, headers), 400);

        answer.GetProperty("type").GetString().ShouldNotBeNull().ShouldStartWith("urn:smart:problem:");
        await Host.RunUntilIdleAsync(Ct);
        (await OpenAsync(debtor, number)).ShouldNotBeNull();
        (await Store.FindAsync<InboxRow>(TableNames.Inbox, "stripe-2026-05-15", "evt_1", Ct)).ShouldBeNull();
    }

    [Theory]
    [InlineData(300, "whsec_test")]
    [InlineData(-300, "whsec_old")]
    public async Task Signature_WithinTheTolerance_OfAnySecret_IsTaken(int seconds, string secret)
    {
        const string Json = """{"id":"evt_9","object":"event","type":"customer.created","created":1778839260,"data":{"object":{"object":"customer"}}}""";

        ((int)(await DeliverAsync(Json, Signed(Json, Now + seconds, secret))).StatusCode).ShouldBe(202);
        await Host.RunUntilIdleAsync(Ct);

        (await InboxAsync("evt_9")).ShouldBe((InboxState.Ignored, "not-handled"));
    }

    [Fact]
    public async Task LinkOfAClient_OpensAPageForTheBalance_UnderAKeyOfItsOwn()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var link = await Host.Services.GetRequiredService<LinkTokens>().CreateAsync(debtor, number.ToString(), Host.TimeProvider.GetUtcNow().AddDays(1), Ct);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/pay/{link.Token}/checkout");
        var page = await JsonAsync(await SendAsync(request, user: null), 201);

        page.GetProperty("url").GetString().ShouldBe("https://pay.example/cs_1");
        var asked = _server.Requests.ShouldHaveSingleItem();
        asked.ShouldContain("[unit_amount]=121000");
        asked.ShouldContain(number.Reference.Digits);
        _server.Keys.ShouldHaveSingleItem().ShouldStartWith($"checkout-{number}-121000-");
    }

    protected override void Register(IServiceCollection services) =>
        services.AddSingleton<IStripeClient>(new StripeClient("sk_test_1", httpClient: new SystemNetHttpClient(new HttpClient(_server))));

    private string Completed(InvoiceNumber number, string debtor, long cents, string status = "paid") => $$"""
        {"id":"evt_1","object":"event","type":"checkout.session.completed","created":{{Now}},"data":{"object":{"id":"cs_1","object":"checkout.session","amount_total":{{cents}},
        "currency":"eur","payment_status":"{{status}}","payment_intent":"pi_1","client_reference_id":"{{number}}","metadata":{"debtorId":"{{debtor}}","number":"{{number}}","reference":"{{number.Reference.Digits}}"} } } }
        """;

    private string Signed(string json, long? at = null, string secret = Secret)
    {
        var time = (at ?? Now).ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={EventUtility.ComputeSignature(secret, time, json)}";
    }

    private async Task<HttpResponseMessage> DeliverAsync(string json, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var signature in signatures) request.Headers.TryAddWithoutValidation(StripeSignature.Header, signature);
        return await SendAsync(request, user: null);
    }

    private async Task<(InboxState State, string? Result)> InboxAsync(string id)
    {
        var row = (await Store.FindAsync<InboxRow>(TableNames.Inbox, "stripe-2026-05-15", id, Ct))!;
        return (row.State, row.Result);
    }

    /// <summary>Answers as Stripe does when a session is asked for.</summary>
    private sealed class CheckoutServer : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        public List<string> Keys { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            Keys.AddRange(request.Headers.GetValues("Idempotency-Key"));
            return new HttpResponseMessage { Content = new StringContent("""{"id":"cs_1","object":"checkout.session","url":"https://pay.example/cs_1"}""") };
        }
    }
}
