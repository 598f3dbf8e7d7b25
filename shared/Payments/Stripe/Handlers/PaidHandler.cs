using Stripe;
using Stripe.Checkout;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>
/// A payment succeeded. The session and the payment behind it tell the same: whichever comes first makes the one receipt. A payment
/// that names nothing of ours waits for its session.
/// </summary>
public sealed class PaidHandler : IStripeEventHandler
{
    private const string NoMoney = "no-money";

    /// <inheritdoc />
    public IReadOnlyList<string> Types { get; } =
        [EventTypes.CheckoutSessionCompleted, EventTypes.CheckoutSessionAsyncPaymentSucceeded, EventTypes.PaymentIntentSucceeded];

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) => received.Data?.Object switch
    {
        Session { PaymentStatus: "unpaid" } session when received.Type == EventTypes.CheckoutSessionCompleted => PaymentNewsOf.Announced(received, session),
        Session { PaymentStatus: "no_payment_required" } => new StripeDecision.Nothing(NoMoney),
        Session session when session.PaymentStatus is "paid" or null || received.Type == EventTypes.CheckoutSessionAsyncPaymentSucceeded => OfSession(received, session, now),

        // The payment behind it tells by itself when it is money.
        Session => new StripeDecision.Nothing("not-paid"),
        PaymentIntent payment => OfPayment(received, payment, now),
        _ => new StripeDecision.Nothing("no-payment"),
    };

    private static StripeDecision OfSession(Event received, Session session, DateTimeOffset now)
    {
        var key = StripeFacts.Key(session.PaymentIntentId ?? session.PaymentIntent?.Id ?? (session.Mode is "payment" or null ? session.Id : null));
        var communication = session.ClientReferenceId ?? StripeFacts.Value(session.Metadata, CheckoutMetadata.Number);
        return Of(received, key, session.AmountTotal ?? 0, session.Currency, communication, session.Metadata, now, awaitsSession: false);
    }

    private static StripeDecision OfPayment(Event received, PaymentIntent payment, DateTimeOffset now)
    {
        var amount = payment.AmountReceived > 0 ? payment.AmountReceived : payment.Amount;
        var communication = StripeFacts.Value(payment.Metadata, CheckoutMetadata.Number);
        var isOurs = StripeFacts.Value(payment.Metadata, CheckoutMetadata.Reference) is not null;
        return Of(received, StripeFacts.Key(payment.Id), amount, payment.Currency, communication, payment.Metadata, now, awaitsSession: !isOurs);
    }

    private static StripeDecision Of(
        Event received, string? key, long amount, string? currency, string? communication, Dictionary<string, string>? metadata, DateTimeOffset now, bool awaitsSession)
    {
        if (amount <= 0 || key is null) return new StripeDecision.Nothing(NoMoney);
        var isEuro = StripeFacts.IsEuro(currency);
        var receipt = new ReceiptRow
        {
            PartitionKey = StripeFacts.PartitionOf(received.Created, received),
            RowKey = key,
            Source = ReceiptSource.Stripe,
            Amount = isEuro ? Money.Eur(amount) : Money.Zero,
            ValueDate = StripeFacts.DayOf(received),
            ReceivedAt = now,
            State = isEuro ? ReceiptState.Received : ReceiptState.Unmatched,
            Reason = isEuro ? null : "other-currency",
            OriginalAmount = isEuro ? null : StripeFacts.Foreign(amount, currency),
            Communication = StripeFacts.Text(communication),
            Structured = StripeFacts.Value(metadata, CheckoutMetadata.Reference),
        };
        return isEuro ? new StripeDecision.Received(receipt, awaitsSession) : new StripeDecision.Unbookable(receipt);
    }
}
