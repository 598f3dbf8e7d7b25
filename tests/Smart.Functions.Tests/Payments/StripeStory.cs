using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Payments;
using Smart.Local.Simulation;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;
using Stripe;

namespace Smart.Functions.Tests.Payments;

/// <summary>A host that takes payments at a simulated Stripe.</summary>
public abstract class StripeStory(TestStorage storage) : PaymentStory(storage)
{
    protected const string Partition = "stripe-202605";

    private int _events;

    protected SimulatedStripe Stripe { get; private set; } = null!;

    protected override IReadOnlyList<Type> MoreFunctions => [typeof(StripeReconciliationTimer)];

    protected long Now => Host.TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    public override async ValueTask InitializeAsync()
    {
        Stripe = await SimulatedStripe.StartAsync(Secret, Ct);
        await base.InitializeAsync();
        Stripe.Follow(Host.TimeProvider);
        Stripe.WebhookAddress = new Uri(Host.BaseAddress, "/api/webhooks/stripe");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stripe.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void Register(IServiceCollection services) => services.AddSingleton<IStripeClient>(
        new StripeClient("sk_test_1", httpClient: new SystemNetHttpClient(new HttpClient(), maxNetworkRetries: 0), apiBase: Stripe.BaseAddress.ToString().TrimEnd('/')));

    /// <summary>An event as the provider writes it, and its id.</summary>
    protected (string Id, string Json) EventOf(string type, string about, long? at = null, string more = "")
    {
        var id = $"evt_{++_events}";
        return (id, $$"""{"id":"{{id}}","object":"event","type":"{{type}}","created":{{at ?? Now}},{{more}}"livemode":false,"data":{"object":{{about}} } }""");
    }

    protected string Session(InvoiceNumber number, string debtor, long cents, string status = "paid", string payment = "pi_1") => $$"""
        {"id":"cs_1","object":"checkout.session","amount_total":{{cents}},"currency":"eur","mode":"payment","payment_status":"{{status}}","payment_intent":"{{payment}}",
        "client_reference_id":"{{number}}","metadata":{"debtorId":"{{debtor}}","number":"{{number}}","reference":"{{number.Reference.Digits}}"} }
        """;

    protected static string Payment(string id, long cents, string status = "succeeded", InvoiceNumber? number = null, string debtor = "debtor1")
    {
        var metadata = number is { } known ? $$"""{"debtorId":"{{debtor}}","number":"{{known}}","reference":"{{known.Reference.Digits}}"}""" : "{}";
        return $$"""{"id":"{{id}}","object":"payment_intent","amount":{{cents}},"currency":"eur","status":"{{status}}","metadata":{{metadata}} }""";
    }

    protected string Refund(string id, string payment, long cents, string status = "succeeded", long? made = null) => $$"""
        {"id":"{{id}}","object":"refund","amount":{{cents}},"currency":"eur","created":{{made ?? Now}},"payment_intent":"{{payment}}","reason":"requested_by_customer","status":"{{status}}"}
        """;

    protected string Dispute(string id, string payment, long cents, string status = "needs_response", long? made = null) => $$"""
        {"id":"{{id}}","object":"dispute","amount":{{cents}},"currency":"eur","created":{{made ?? Now}},"payment_intent":{"id":"{{payment}}","object":"payment_intent"},
        "reason":"fraudulent","status":"{{status}}","evidence_details":{"due_by":{{Now + 604_800}} } }
        """;

    protected string Signed(string json, long? at = null, string secret = Secret)
    {
        var time = (at ?? Now).ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={EventUtility.ComputeSignature(secret, time, json)}";
    }

    protected async Task<HttpResponseMessage> DeliverAsync(string json, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var signature in signatures) request.Headers.TryAddWithoutValidation(StripeSignature.Header, signature);
        return await SendAsync(request, user: null);
    }

    /// <summary>Delivers an event and lets everything follow.</summary>
    /// <returns>The event's id.</returns>
    protected async Task<string> TellAsync(string type, string about, long? at = null)
    {
        var (id, json) = EventOf(type, about, at);
        ((int)(await DeliverAsync(json, Signed(json))).StatusCode).ShouldBe(202);
        await Host.RunUntilIdleAsync(Ct);
        return id;
    }

    protected async Task<(InboxState State, string? Result)> InboxAsync(string id, string day = "2026-05-15")
    {
        var row = (await Store.FindAsync<InboxRow>(TableNames.Inbox, $"stripe-{day}", id, Ct))!;
        return (row.State, row.Result);
    }

    protected Task<ReceiptRow?> ReceiptAsync(string key, string partition = Partition) => Host.Services.GetRequiredService<ReceiptStore>().FindAsync(partition, key, Ct);

    protected Task<StripePaymentRow?> PaymentAsync(string id) => Host.Services.GetRequiredService<StripePayments>().FindAsync(id, Ct);
}
