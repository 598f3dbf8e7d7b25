using Stripe;

namespace Smart.Shared.Payments.Stripe.Handlers;

/// <summary>
/// Money went back to a client: one receipt a refund, once it succeeded. A refund that fails afterwards gives it back. Old versions
/// list the refunds in the charge; new ones tell each by its own event.
/// </summary>
public sealed class RefundHandler : IStripeEventHandler
{
    /// <inheritdoc />
    public IReadOnlyList<string> Types { get; } =
        [EventTypes.ChargeRefunded, EventTypes.ChargeRefundUpdated, EventTypes.RefundCreated, EventTypes.RefundUpdated, EventTypes.RefundFailed];

    /// <inheritdoc />
    public StripeDecision Decide(Event received, DateTimeOffset now) => received.Data?.Object switch
    {
        Refund refund when IsFailed(received, refund) => Of(received, refund, null) is { } failed ? new StripeDecision.GaveBack(failed) : OtherCurrency(received, [refund], null, now, isBack: true),
        Refund refund when IsDone(refund) => Of(received, refund, null) is { } done ? new StripeDecision.TookBack([done]) : OtherCurrency(received, [refund], null, now),
        Refund => new StripeDecision.Nothing("refund-not-done"),
        Charge charge => OfCharge(received, charge, now),
        _ => new StripeDecision.Nothing("no-refund"),
    };

    private static StripeDecision OfCharge(Event received, Charge charge, DateTimeOffset now)
    {
        var listed = charge.Refunds?.Data ?? [];
        if (listed.Count == 0) return OfTotal(received, charge);
        var happened = listed.Where(refund => refund is not null && IsDone(refund)).ToList();
        var done = happened.Select(refund => Of(received, refund, charge)).OfType<StripeReturn>().ToList();
        return done.Count > 0 ? new StripeDecision.TookBack(done) : OtherCurrency(received, happened, charge, now);
    }

    // Of versions from 2022-11-15 on: the sum is told here, each refund by its own event.
    private static StripeDecision OfTotal(Event received, Charge charge)
    {
        if (charge.AmountRefunded <= 0) return new StripeDecision.Nothing("no-money");
        if (!StripeFacts.IsEuro(charge.Currency)) return new StripeDecision.Nothing("other-currency");
        return StripeFacts.Key(charge.Id) is { } key && StripeFacts.Key(charge.PaymentIntentId) is { } payment
            ? new StripeDecision.Refunded(new ChargeRefunds(key, StripeFacts.PartitionOf(received.Created, received), payment, Money.Eur(charge.AmountRefunded), StripeFacts.DayOf(received)))
            : new StripeDecision.Nothing("told-by-its-refunds");
    }

    private static StripeReturn? Of(Event received, Refund refund, Charge? charge) =>
        StripeFacts.Key(refund.Id) is { } key && refund.Amount > 0 && StripeFacts.IsEuro(refund.Currency)
            ? new StripeReturn(
                key,
                StripeFacts.PartitionOf(refund.Created, received),
                Money.Eur(refund.Amount),
                StripeFacts.Key(refund.PaymentIntentId ?? refund.Charge?.PaymentIntentId ?? charge?.PaymentIntentId),
                refund.Reason ?? "refund",
                StripeFacts.DayOf(received))
            : null;

    private static bool IsFailed(Event received, Refund refund) => received.Type == EventTypes.RefundFailed || refund.Status is "failed" or "canceled";

    // Versions before 2015 have no status: what they tell of has happened.
    private static bool IsDone(Refund refund) => refund.Status is "succeeded" or null;

    // A refund of another currency takes back a payment that stands in the worklist: a person settles both.
    private static StripeDecision OtherCurrency(Event received, IEnumerable<Refund> refunds, Charge? charge, DateTimeOffset now, bool isBack = false)
    {
        var rows = refunds
            .Select(refund => StripeFacts.Shown(
                received,
                isBack ? $"{refund.Id}-reinstated" : refund.Id,
                refund.Created,
                isBack ? refund.Amount : -refund.Amount,
                refund.Currency,
                $"refund of {refund.PaymentIntentId ?? charge?.PaymentIntentId ?? "an unknown payment"}{(isBack ? " failed" : "")}",
                now))
            .OfType<ReceiptRow>()
            .ToList();
        return rows.Count > 0 ? new StripeDecision.Shown(rows) : new StripeDecision.Nothing("no-money");
    }
}
