using Stripe;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>A direct debit was ordered: the money takes days, and may not come.</summary>
public sealed class ProcessingHandler : IStripeEventHandler
{
    /// <inheritdoc />
    public IReadOnlyList<string> Types { get; } = [EventTypes.PaymentIntentProcessing];

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) =>
        received.Data?.Object is PaymentIntent payment ? PaymentNewsOf.Announced(received, payment) : new StripeDecision.Nothing("no-payment");
}
