using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;
using Stripe.Checkout;

namespace Smart.Substitutes.Tests.Stripe;

public class StripeClientTests
{
    [Fact]
    public async Task CreatingASession_SendsANestedForm()
    {
        var seen = new List<string>();
        await using var server = await Serve(seen, _ => (200, """{"id":"cs_1","object":"checkout.session","url":"https://pay"}"""));
        var session = await new SessionService(Client(server)).CreateAsync(
            new SessionCreateOptions
            {
                Mode = "payment",
                SuccessUrl = "https://smart.test/paid?a=b&c=d",
                PaymentMethodTypes = ["card", "bancontact", "sepa_debit"],
                ExpiresAt = new DateTime(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc),
                Metadata = new() { ["invoice"] = "2026-1" },
                LineItems = [new() { Quantity = 1, PriceData = new() { Currency = "eur", UnitAmount = 121_000, ProductData = new() { Name = "Facture é" } } }],
            },
            new RequestOptions { IdempotencyKey = "pay-2026-1" },
            TestContext.Current.CancellationToken);

        session.Url.ShouldBe("https://pay");
        seen[0].ShouldStartWith("POST /v1/checkout/sessions key=pay-2026-1 auth=Bearer sk_test ");
        seen[0].Split(' ')[^1].Split('&').ShouldBe(
        [
            "expires_at=1778846400",
            "line_items[0][price_data][currency]=eur",
            "line_items[0][price_data][product_data][name]=Facture+%C3%A9",
            "line_items[0][price_data][unit_amount]=121000",
            "line_items[0][quantity]=1",
            "metadata[invoice]=2026-1",
            "mode=payment",
            "payment_method_types[0]=card",
            "payment_method_types[1]=bancontact",
            "payment_method_types[2]=sepa_debit",
            "success_url=https%3A%2F%2Fsmart.test%2Fpaid%3Fa%3Db%26c%3Dd",
        ]);
    }

    [Fact]
    public async Task PostWithoutAKey_GetsARandomOneAndGetNone()
    {
        var seen = new List<string>();
        await using var server = await Serve(seen, _ => (200, """{"id":"re_1","object":"refund","payment_intent":"pi_1"}"""));
        var service = new RefundService(Client(server));
        await service.CreateAsync(new RefundCreateOptions { PaymentIntent = "pi_1", Amount = 100 }, cancellationToken: TestContext.Current.CancellationToken);
        await service.GetAsync("re_1", cancellationToken: TestContext.Current.CancellationToken);

        seen[0].ShouldMatch("key=[0-9a-f-]{36} ");
        seen[1].ShouldStartWith("GET /v1/refunds/re_1 key= ");
    }

    [Fact]
    public async Task Refusal_IsAStripeExceptionWithItsError()
    {
        await using var server = await Serve([], _ => (402, """{"error":{"type":"card_error","code":"card_declined","message":"No."}}"""));
        var error = await Should.ThrowAsync<StripeException>(() => new PaymentIntentService(Client(server)).GetAsync("pi_1"));

        (error.HttpStatusCode, error.StripeError.Code, error.Message).ShouldBe((HttpStatusCode.PaymentRequired, "card_declined", "No."));
    }

    [Fact]
    public async Task Events_AreReadPageAfterPage()
    {
        var seen = new List<string>();
        await using var server = await Serve(seen, query => query.Contains("starting_after=evt_2", StringComparison.Ordinal)
            ? (200, """{"object":"list","has_more":false,"data":[{"id":"evt_3","object":"event"}]}""")
            : (200, """{"object":"list","has_more":true,"data":[{"id":"evt_1","object":"event"},{"id":"evt_2","object":"event"}]}"""));
        List<string> ids = [];
        var options = new EventListOptions { DeliverySuccess = false, Types = ["charge.refunded"], Created = new DateRangeOptions { GreaterThanOrEqual = DateTime.UnixEpoch } };
        await foreach (var item in new EventService(Client(server)).ListAutoPagingAsync(options, cancellationToken: TestContext.Current.CancellationToken)) ids.Add(item.Id);

        ids.ShouldBe(["evt_1", "evt_2", "evt_3"]);
        seen.Count.ShouldBe(2);
        seen[0].ShouldContain("created[gte]=0&delivery_success=false&types[0]=charge.refunded");
    }

    private static StripeClient Client(WebApplication server) => new("sk_test", httpClient: new SystemNetHttpClient(new HttpClient(), maxNetworkRetries: 0), apiBase: server.Urls.Single());

    private static async Task<WebApplication> Serve(List<string> seen, Func<string, (int Status, string Body)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var query = Uri.UnescapeDataString(context.Request.QueryString.Value ?? "");
            var sorted = string.Join('&', body.Split('&').Order(StringComparer.Ordinal));
            seen.Add($"{context.Request.Method} {context.Request.Path} key={context.Request.Headers["Idempotency-Key"]} auth={context.Request.Headers.Authorization} {query}{sorted}");
            var (status, content) = answer(query);
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(content, context.RequestAborted);
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
