using Stripe;
using Stripe.Checkout;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>A payment did not succeed: what was announced will not come.</summary>
public sealed class FailedHandler : IStripeEventHandler
{
    /// <inheritdoc />
    public IReadOnlyList<string> Types { get; } =
        [EventTypes.CheckoutSessionAsyncPaymentFailed, EventTypes.PaymentIntentPaymentFailed, EventTypes.PaymentIntentCanceled];

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) => received.Data?.Object switch
    {
        Session session => PaymentNewsOf.Failed(received, session),
        PaymentIntent payment => PaymentNewsOf.Failed(received, payment),
        _ => new StripeDecision.Nothing("no-payment"),
    };
}
