using System.Net;
using Smart.Local.Simulation;
using Stripe;
using Stripe.Checkout;

namespace Smart.Functions.Tests.Simulation;

/// <summary>The simulated card payments answer the real client as the API does.</summary>
public sealed class SimulatedStripeTests : IAsyncLifetime
{
    private SimulatedStripe _stripe = null!;
    private StripeClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stripe = await SimulatedStripe.StartAsync("whsec_test", Ct);
        _client = new StripeClient("sk_test_1", httpClient: new SystemNetHttpClient(new HttpClient(), maxNetworkRetries: 0), apiBase: _stripe.BaseAddress.ToString().TrimEnd('/'));
    }

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Fact]
    public async Task SameKey_IsTheSameSession_AndAnotherFormUnderItIsRefused()
    {
        var first = await OpenAsync(100, "key");
        (await OpenAsync(100, "key")).Id.ShouldBe(first.Id);
        (await Should.ThrowAsync<StripeException>(() => OpenAsync(200, "key"))).HttpStatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SessionThatWasPaid_CannotBeExpired()
    {
        var session = await OpenAsync(100, "key");
        _stripe.Complete(session.Id);

        (await Should.ThrowAsync<StripeException>(() => new SessionService(_client).ExpireAsync(session.Id, cancellationToken: Ct))).HttpStatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Page_OffersTheMethodsOfTheSession_AndTakesADirectDebit()
    {
        var session = await OpenAsync(100, "key");
        using var http = new HttpClient();

        (await http.GetStringAsync(new Uri(session.Url), Ct)).ShouldContain("Pay by direct debit");
        using var form = new FormUrlEncodedContent([new("method", "sepa_debit")]);
        using var answer = await http.PostAsync(new Uri(session.Url), form, Ct);

        var ordered = await new SessionService(_client).GetAsync(session.Id, cancellationToken: Ct);
        (ordered.Status, ordered.PaymentStatus).ShouldBe(("complete", "unpaid"));
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("not open");
    }

    [Fact]
    public async Task Refund_ThroughTheApi_IsLimitedToWhatWasPaid()
    {
        var session = await OpenAsync(100, "key");
        var paid = _stripe.Complete(session.Id);

        var refund = await new RefundService(_client).CreateAsync(new RefundCreateOptions { PaymentIntent = paid.PaymentId, Amount = 40 }, cancellationToken: Ct);

        (refund.Amount, refund.Status, refund.PaymentIntentId).ShouldBe((40, "succeeded", paid.PaymentId));
        Should.Throw<InvalidOperationException>(() => _stripe.Refund(paid.PaymentId, 61));
        _stripe.Refund(paid.PaymentId).Cents.ShouldBe(60);
    }

    [Fact]
    public async Task Events_AreListedNewestFirst_ByTypeTimeAndDelivery()
    {
        var session = await OpenAsync(100, "key");
        var paid = _stripe.Complete(session.Id);

        (await ListAsync(new EventListOptions { Limit = 1 })).ShouldBe([paid.EventId, _stripe.Events[0]]);
        (await ListAsync(new EventListOptions { Types = ["payment_intent.succeeded"] })).ShouldBe([_stripe.Events[0]]);
        (await ListAsync(new EventListOptions { DeliverySuccess = true })).ShouldBeEmpty();
        (await ListAsync(new EventListOptions { Created = new DateRangeOptions { GreaterThan = DateTime.UnixEpoch.AddYears(200) } })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Failing_EndsAfterTheRequestsThatWereTold(HttpStatusCode status)
    {
        _stripe.Faults.Fail(status, 1);

        (await Should.ThrowAsync<StripeException>(() => OpenAsync(100, "key"))).HttpStatusCode.ShouldBe(status);
        (await OpenAsync(100, "key")).Status.ShouldBe("open");
    }

    [Fact]
    public async Task Slow_IsSlow()
    {
        _stripe.Faults.Slow = TimeSpan.FromMinutes(5);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => new SessionService(_client).CreateAsync(new SessionCreateOptions(), cancellationToken: patience.Token));
    }

    [Fact]
    public async Task Payout_IsWhatWasPaidLessFees_AndComesToTheBank()
    {
        var bank = new SimulatedBank("BE68539007547034", "COOP", "0123456749", "KREDBEBB");
        var before = bank.Balance;
        _stripe.Complete((await OpenAsync(10_000, "one")).Id);
        var refunded = _stripe.Complete((await OpenAsync(5_000, "two")).Id);
        _stripe.Refund(refunded.PaymentId);

        var payout = _stripe.PayOut(new DateOnly(2026, 5, 18), bank);

        payout.Cents.ShouldBe(9_950);
        bank.CloseDay(new DateOnly(2026, 5, 18)).ShouldNotBeEmpty();
        bank.Balance.ShouldBe(before + 9_950);
    }

    private async Task<List<string>> ListAsync(EventListOptions options)
    {
        var ids = new List<string>();
        await foreach (var item in new EventService(_client).ListAutoPagingAsync(options, cancellationToken: Ct)) ids.Add(item.Id);
        return ids;
    }

    private Task<Session> OpenAsync(long cents, string key) => new SessionService(_client).CreateAsync(
        new SessionCreateOptions
        {
            Mode = "payment",
            PaymentMethodTypes = ["card", "sepa_debit"],
            LineItems = [new() { Quantity = 1, PriceData = new() { Currency = "eur", UnitAmount = cents, ProductData = new() { Name = "x" } } }],
        },
        new RequestOptions { IdempotencyKey = key },
        Ct);
}
