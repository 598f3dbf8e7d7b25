using Stripe;
using Stripe.Checkout;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>What a session or a payment says before it is money.</summary>
internal static class PaymentNewsOf
{
    internal static StripeDecision Announced(Event received, Session session) =>
        Of(received, session) is { } news ? new StripeDecision.Announced(news) : NoPayment();

    internal static StripeDecision Announced(Event received, PaymentIntent payment) =>
        Of(received, payment, null) is { } news ? new StripeDecision.Announced(news) : NoPayment();

    internal static StripeDecision Failed(Event received, Session session) =>
        Of(received, session) is { } news ? new StripeDecision.Failed(news) : NoPayment();

    internal static StripeDecision Failed(Event received, PaymentIntent payment)
    {
        var why = payment.LastPaymentError?.DeclineCode ?? payment.LastPaymentError?.Code ?? payment.Status;
        return Of(received, payment, why) is { } news ? new StripeDecision.Failed(news) : NoPayment();
    }

    private static PaymentNews? Of(Event received, Session session) =>
        Of(received, session.PaymentIntentId ?? session.PaymentIntent?.Id, session.AmountTotal ?? 0, session.Currency, session.Metadata, null);

    private static PaymentNews? Of(Event received, PaymentIntent payment, string? why) =>
        Of(received, payment.Id, payment.Amount, payment.Currency, payment.Metadata, why);

    private static PaymentNews? Of(Event received, string? id, long amount, string? currency, Dictionary<string, string>? metadata, string? why) =>
        StripeFacts.Key(id) is { } key && StripeFacts.IsEuro(currency)
            ? new PaymentNews(
                key,
                StripeFacts.At(received),
                Money.Eur(amount),
                StripeFacts.Key(StripeFacts.Value(metadata, CheckoutMetadata.DebtorId)),
                StripeFacts.Value(metadata, CheckoutMetadata.Number),
                StripeFacts.Value(metadata, CheckoutMetadata.Reference),
                why)
            : null;

    private static StripeDecision.Nothing NoPayment() => new("no-payment");
}
