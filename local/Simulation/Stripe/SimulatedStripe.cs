using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Smart.Local.Simulation;

/// <summary>
/// The part of Stripe that the product meets, on a loopback port of its own: checkout sessions and a page to pay them on, refunds,
/// disputes, payouts, the list of events, and signed webhooks. Its clock is the runtime's, for the signature's tolerance is too. Lost
/// with the process. The methods without <c>Async</c> make it happen and tell nobody; <see cref="TellAsync"/> tells.
/// </summary>
public sealed class SimulatedStripe : IAsyncDisposable
{
    private readonly StripeBooks _books;
    private readonly StripeWebhooks _webhooks;
    private readonly StripeMoney _money;
    private WebApplication _web = null!;
    private Func<DateTimeOffset> _now = TimeProvider.System.GetUtcNow;

    private SimulatedStripe(string webhookSecret)
    {
        _books = new StripeBooks(Faults, () => _now());
        _webhooks = new StripeWebhooks(webhookSecret, _books, Faults, () => _now());
        _money = new StripeMoney(_books, Faults, () => _now());
    }

    /// <summary>Where the API is: the setting <c>Stripe:ApiBase</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Where webhooks go; null: nowhere.</summary>
    public Uri? WebhookAddress
    {
        get => _webhooks.Address;
        set => _webhooks.Address = value;
    }

    /// <summary>What it does wrong.</summary>
    public StripeFaults Faults { get; } = new();

    /// <summary>The ids of the sessions that were created, oldest first.</summary>
    public IReadOnlyList<string> Sessions => _books.Sessions;

    /// <summary>The ids of the events so far, oldest first.</summary>
    public IReadOnlyList<string> Events => _books.Events;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<SimulatedStripe> StartAsync(string webhookSecret, CancellationToken cancellationToken = default)
    {
        var stripe = new SimulatedStripe(webhookSecret);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        stripe._web = builder.Build();
        new StripeApi(stripe, stripe._books, () => stripe._now()).Map(stripe._web);
        new StripePayPage(stripe, stripe._books).Map(stripe._web);
        await stripe._web.StartAsync(cancellationToken);
        stripe.BaseAddress = new Uri(stripe._web.Urls.First());
        return stripe;
    }

    /// <summary>The clock that sessions, events and signatures carry.</summary>
    public void Follow(TimeProvider time) => _now = time.GetUtcNow;

    /// <summary>The client pays by card: the session completes and its webhook is posted.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Gives up posting.</param>
    /// <returns>What the receiver of the webhook answered.</returns>
    public Task<HttpStatusCode> PayAsync(string sessionId, CancellationToken cancellationToken = default) => PayAsync(sessionId, "card", cancellationToken);

    /// <summary>The client pays: at once by card or Bancontact; a direct debit is ordered, and <see cref="SettleDebit"/> ends it.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="method"><c>card</c>, <c>bancontact</c> or <c>sepa_debit</c>.</param>
    /// <param name="cancellationToken">Gives up posting.</param>
    /// <returns>What the receiver of the webhook answered; 0 when it was not told.</returns>
    public Task<HttpStatusCode> PayAsync(string sessionId, string method, CancellationToken cancellationToken = default) =>
        _webhooks.TellAsync(method == "sepa_debit" ? OrderDebit(sessionId).EventIds : [Complete(sessionId, method).EventId], cancellationToken);

    /// <summary>The client pays by card or Bancontact, and nobody is told yet.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="method"><c>card</c> or <c>bancontact</c>.</param>
    public SimulatedCardPayment Complete(string sessionId, string method = "card") => _money.Complete(sessionId, method);

    /// <summary>The client orders a direct debit: the session is complete and unpaid.</summary>
    public SimulatedStripeChange OrderDebit(string sessionId) => _money.OrderDebit(sessionId);

    /// <summary>A direct debit succeeds, or fails as the bank says.</summary>
    /// <param name="paymentId">The payment.</param>
    /// <param name="failure">Why it fails; null: it succeeds.</param>
    public SimulatedStripeChange SettleDebit(string paymentId, string? failure = null) => _money.SettleDebit(paymentId, failure);

    /// <summary>Money goes back to the client.</summary>
    /// <param name="paymentId">The payment.</param>
    /// <param name="cents">How much; null: what is left of it.</param>
    /// <param name="isPending">It takes days: <see cref="SettleRefund"/> ends it.</param>
    /// <param name="reason">Why.</param>
    public SimulatedStripeChange Refund(string paymentId, long? cents = null, bool isPending = false, string? reason = "requested_by_customer") =>
        _money.Refund(paymentId, cents, isPending, reason);

    /// <summary>A refund succeeds after days, or comes back.</summary>
    /// <param name="refundId">The refund.</param>
    /// <param name="hasFailed">It comes back.</param>
    public SimulatedStripeChange SettleRefund(string refundId, bool hasFailed) => _money.SettleRefund(refundId, hasFailed);

    /// <summary>The client disputes a payment; its funds are withdrawn.</summary>
    public SimulatedStripeChange Dispute(string paymentId, string reason = "fraudulent") => _money.Dispute(paymentId, reason);

    /// <summary>A dispute ends: won, the funds are reinstated; or lost.</summary>
    public SimulatedStripeChange CloseDispute(string disputeId, bool isWon) => _money.CloseDispute(disputeId, isWon);

    /// <summary>Pays out all that was paid since the last payout, less fees; the bank has it in its next statement.</summary>
    /// <param name="arrives">The day the bank should have it.</param>
    /// <param name="bank">The bank; null: the movement is left to the caller.</param>
    public SimulatedStripeChange PayOut(DateOnly arrives, SimulatedBank? bank = null) => _money.PayOut(arrives, bank);

    /// <summary>The bank refuses a payout that it had taken.</summary>
    public SimulatedStripeChange FailPayout(string payoutId, SimulatedBank? bank = null) => _money.FailPayout(payoutId, bank);

    /// <summary>The object of an id as it is now.</summary>
    public JsonObject? Find(string id) => _books.Find(id);

    /// <summary>Posts the webhooks of what happened, as <see cref="Faults"/> will have it.</summary>
    /// <returns>What the receiver answered last; 0 when it was told nothing.</returns>
    public Task<HttpStatusCode> TellAsync(SimulatedStripeChange change, CancellationToken cancellationToken = default) => _webhooks.TellAsync(change.EventIds, cancellationToken);

    /// <summary>Posts the webhook of an event, for the first time or again, whatever the faults say.</summary>
    /// <returns>What the receiver answered.</returns>
    public Task<HttpStatusCode> PostAsync(string eventId, CancellationToken cancellationToken = default) => _webhooks.PostAsync(eventId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        await _web.DisposeAsync();
    }
}

/// <summary>A card payment that was made.</summary>
/// <param name="EventId">The event that tells of it.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Cents">How much, in cents.</param>
/// <param name="At">When, UTC.</param>
public sealed record SimulatedCardPayment(string EventId, string PaymentId, long Cents, DateTimeOffset At);

/// <summary>Something that happened at the simulated card payments.</summary>
/// <param name="Id">The payment, refund, dispute or payout.</param>
/// <param name="Cents">How much, in cents.</param>
/// <param name="EventIds">The events that tell of it, in order.</param>
public sealed record SimulatedStripeChange(string Id, long Cents, IReadOnlyList<string> EventIds);
