using Smart.Shared.Calendar;
using Stripe;
using Stripe.Checkout;

namespace Smart.Shared.Payments.Stripe;

/// <summary>What an event asks for.</summary>
public abstract record StripeDecision
{
    private StripeDecision()
    {
    }

    /// <summary>Money came in.</summary>
    /// <param name="Receipt">The receipt to store; its key is the payment, so that several events of one payment make one receipt.</param>
    public sealed record Received(ReceiptRow Receipt) : StripeDecision;

    /// <summary>Nothing to do.</summary>
    /// <param name="Why">In a word.</param>
    public sealed record Nothing(string Why) : StripeDecision;
}

/// <summary>One type of event.</summary>
public interface IStripeEventHandler
{
    /// <summary>The type, such as <c>checkout.session.completed</c>.</summary>
    string Type { get; }

    /// <summary>Decides what the event asks for.</summary>
    StripeDecision Decide(Event received, DateTimeOffset now);
}

/// <summary>A session ended: paid at once by card, or still on its way by direct debit.</summary>
public sealed class CheckoutCompleted : IStripeEventHandler
{
    /// <inheritdoc />
    public string Type => EventTypes.CheckoutSessionCompleted;

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) => received.Data?.Object switch
    {
        Session { PaymentStatus: "paid" } paid => StripeReceipt.Of(received, paid, now),
        Session => new StripeDecision.Nothing("not-paid-yet"),
        _ => new StripeDecision.Nothing("no-session"),
    };
}

/// <summary>A direct debit or transfer behind a session arrived.</summary>
public sealed class CheckoutPaidLater : IStripeEventHandler
{
    /// <inheritdoc />
    public string Type => EventTypes.CheckoutSessionAsyncPaymentSucceeded;

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) =>
        received.Data?.Object is Session session ? StripeReceipt.Of(received, session, now) : new StripeDecision.Nothing("no-session");
}

/// <summary>The payment behind a session: the session's own event books it, so that it counts once.</summary>
public sealed class PaymentSucceeded : IStripeEventHandler
{
    /// <inheritdoc />
    public string Type => EventTypes.PaymentIntentSucceeded;

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) => new StripeDecision.Nothing("booked-by-its-session");
}

/// <summary>The receipt of a session.</summary>
internal static class StripeReceipt
{
    internal static StripeDecision Of(Event received, Session session, DateTimeOffset now)
    {
        if (session.AmountTotal is not > 0 || session.PaymentIntentId is not { Length: > 0 } payment) return new StripeDecision.Nothing("no-money");
        if (session.Currency != "eur") return new StripeDecision.Nothing("other-currency");
        var at = new DateTimeOffset(DateTime.SpecifyKind(received.Created, DateTimeKind.Utc));
        return new StripeDecision.Received(new ReceiptRow
        {
            PartitionKey = $"stripe-{at:yyyyMM}",
            RowKey = payment,
            Source = ReceiptSource.Stripe,
            Amount = Money.Eur(session.AmountTotal.Value),
            ValueDate = BusinessClock.DateOf(at),
            ReceivedAt = now,
            State = ReceiptState.Received,
            Communication = session.ClientReferenceId ?? "",
            Structured = session.Metadata?.GetValueOrDefault(CheckoutService.ReferenceKey),
        });
    }
}
