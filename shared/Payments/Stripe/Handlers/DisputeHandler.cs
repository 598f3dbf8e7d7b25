using Smart.Shared.Calendar;
using Stripe;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>
/// A client disputes a payment with the bank. The desk sees it while it is open; money moves only when funds are withdrawn or
/// reinstated.
/// </summary>
public sealed class DisputeHandler : IStripeEventHandler
{
    /// <inheritdoc />
    public IReadOnlyList<string> Types { get; } =
    [
        EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeUpdated, EventTypes.ChargeDisputeClosed,
        EventTypes.ChargeDisputeFundsWithdrawn, EventTypes.ChargeDisputeFundsReinstated,
    ];

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now)
    {
        if (received.Data?.Object is not Dispute dispute || StripeFacts.Key(dispute.Id) is not { } key) return new StripeDecision.Nothing("no-dispute");
        if (!StripeFacts.IsEuro(dispute.Currency)) return OfForeign(received, dispute, key, now);
        var partition = StripeFacts.PartitionOf(dispute.Created, received);
        var payment = StripeFacts.Key(dispute.PaymentIntentId ?? dispute.Charge?.PaymentIntentId);
        var moved = new StripeReturn(key, partition, Money.Eur(dispute.Amount), payment, dispute.Reason ?? "dispute", StripeFacts.DayOf(received));
        return received.Type switch
        {
            EventTypes.ChargeDisputeFundsWithdrawn when dispute.Amount > 0 => new StripeDecision.TookBack([moved]),
            EventTypes.ChargeDisputeFundsReinstated when dispute.Amount > 0 => new StripeDecision.GaveBack(moved),
            EventTypes.ChargeDisputeFundsWithdrawn or EventTypes.ChargeDisputeFundsReinstated => new StripeDecision.Nothing("no-money"),
            _ => new StripeDecision.Disputed(new DisputeNews(
                key, partition, payment, moved.Amount, dispute.Reason, DueOf(dispute), OpenedOn(dispute, received), OutcomeOf(received, dispute))),
        };
    }

    // The payment of that currency stands in the worklist: a person settles both.
    private static StripeDecision OfForeign(Event received, Dispute dispute, string key, DateTimeOffset now)
    {
        var about = $"dispute of {dispute.PaymentIntentId ?? dispute.Charge?.PaymentIntentId ?? "an unknown payment"}: {dispute.Reason ?? "no reason"}";
        var row = received.Type switch
        {
            EventTypes.ChargeDisputeFundsWithdrawn => StripeFacts.Shown(received, key, dispute.Created, -dispute.Amount, dispute.Currency, about, now),
            EventTypes.ChargeDisputeFundsReinstated => StripeFacts.Shown(received, $"{key}-reinstated", dispute.Created, dispute.Amount, dispute.Currency, about, now),
            _ => null,
        };
        return row is null ? new StripeDecision.Nothing("other-currency") : new StripeDecision.Shown([row]);
    }

    private static string? OutcomeOf(Event received, Dispute dispute) => dispute.Status switch
    {
        "won" or "lost" or "warning_closed" or "prevented" => dispute.Status.Replace('_', '-'),
        _ when received.Type == EventTypes.ChargeDisputeClosed => "closed",
        _ => null,
    };

    // Zero means that the bank takes no evidence.
    private static DateOnly? DueOf(Dispute dispute) =>
        dispute.EvidenceDetails?.DueBy is { Year: > 2000 } due ? BusinessClock.DateOf(StripeFacts.Utc(due)) : null;

    private static DateOnly OpenedOn(Dispute dispute, Event received) =>
        dispute.Created.Year < 2000 ? StripeFacts.DayOf(received) : BusinessClock.DateOf(StripeFacts.Utc(dispute.Created));
}
