using System.Globalization;
using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// Sees to it that no refund is missed: a charge that says how much of it went back waits until its refunds have told as much. What
/// they have not told by then is shown to the desk, as a row of no euro: the refund itself, once told, has a receipt of its own.
/// </summary>
public sealed class StripeRefundWatch(StripePayments payments, Worklist worklist, BusinessClock clock)
{
    /// <summary>The reason of the desk's row.</summary>
    public const string Reason = "stripe-refund-untold";

    /// <summary>The key of the desk's row.</summary>
    public static string KeyOf(ChargeRefunds charge) => string.Create(CultureInfo.InvariantCulture, $"{charge.Id}-refunded-{charge.Total.Cents}");

    /// <summary>Compares what a charge says with what came back of its payment.</summary>
    /// <param name="charge">What it says.</param>
    /// <param name="isPatient">False: by now the daily reconciliation has looked for the refunds, too.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<StripeEffect> LookAsync(ChargeRefunds charge, bool isPatient, CancellationToken cancellationToken)
    {
        var payment = await payments.FindReceiptAsync(charge.PaymentId, cancellationToken);
        if (payment is not null && payment.TakenBack >= charge.Total) return StripeEffect.Ignored("told-by-its-refunds");
        if (isPatient) return StripeEffect.Waits;
        var row = RowOf(charge, payment);
        await worklist.AddAsync([row], cancellationToken);
        return StripeEffect.Done(row.Key);
    }

    private ReceiptRow RowOf(ChargeRefunds charge, ReceiptRow? payment) => new()
    {
        PartitionKey = charge.Partition,
        RowKey = KeyOf(charge),
        Source = ReceiptSource.Stripe,
        Amount = Money.Zero,
        ValueDate = charge.ValueDate,
        ReceivedAt = clock.Now,
        State = ReceiptState.Unmatched,
        Reason = Reason,
        Communication = $"{charge.Total} of {charge.PaymentId} refunded, {payment?.TakenBack ?? Money.Zero} of it booked",
        ReturnsPartition = payment?.PartitionKey,
        ReturnsKey = payment?.Key ?? charge.PaymentId,
        DebtorId = payment?.DebtorId,
        InvoiceNumber = payment?.InvoiceNumber,
    };
}
