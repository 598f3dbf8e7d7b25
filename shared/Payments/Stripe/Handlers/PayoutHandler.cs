using Stripe;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>What clients paid goes to our bank account in one transfer: it is recognised there, never matched to an invoice.</summary>
public sealed class PayoutHandler : IStripeEventHandler
{
    /// <inheritdoc />
    public IReadOnlyList<string> Types { get; } =
        [EventTypes.PayoutPaid, EventTypes.PayoutFailed, EventTypes.PayoutCanceled, EventTypes.PayoutReconciliationCompleted];

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now)
    {
        if (received.Data?.Object is not Payout payout || StripeFacts.Key(payout.Id) is not { } key) return new StripeDecision.Nothing("no-payout");
        if (!StripeFacts.IsEuro(payout.Currency)) return new StripeDecision.Nothing("other-currency");
        if (payout.Amount == 0) return new StripeDecision.Nothing("no-money");
        var isFailed = received.Type is EventTypes.PayoutFailed or EventTypes.PayoutCanceled || payout.Status is "failed" or "canceled";
        var arrives = payout.ArrivalDate.Year < 2000 ? received.Created : payout.ArrivalDate;
        return new StripeDecision.PaidOut(new PayoutNews(
            key, Money.Eur(payout.Amount), DateOnly.FromDateTime(arrives), payout.StatementDescriptor, isFailed ? payout.FailureCode ?? payout.Status ?? "failed" : null));
    }
}
