using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Carries out what events ask for, once each.</summary>
public sealed class StripeEvents(
    StripeInbox inbox, ReceiptStore receipts, PaymentService payments, IEnumerable<IStripeEventHandler> handlers, BusinessClock clock)
{
    private readonly Dictionary<string, IStripeEventHandler> _handlers = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);

    /// <summary>Handles a stored event; may be called any number of times. Null when it concerns no money.</summary>
    /// <exception cref="Smart.Shared.Storage.BusyException">Others are changing the debtor: try later.</exception>
    public async Task<ReceiptOutcome?> HandleAsync(string partition, string id, CancellationToken cancellationToken = default)
    {
        var row = await inbox.GetAsync(partition, id, cancellationToken);
        if (row.State != InboxState.Received) return null;
        var decision = _handlers.TryGetValue(row.Type, out var handler)
            ? handler.Decide(await inbox.ReadAsync(row, cancellationToken), clock.Now)
            : new StripeDecision.Nothing("not-handled");
        if (decision is StripeDecision.Nothing nothing)
        {
            await inbox.FinishAsync(row, InboxState.Ignored, nothing.Why, cancellationToken);
            return null;
        }

        var receipt = ((StripeDecision.Received)decision).Receipt;
        await receipts.AddAsync([receipt], cancellationToken);
        var outcome = await payments.ReceiveAsync(receipt.PartitionKey, receipt.Key, cancellationToken);
        await inbox.FinishAsync(row, InboxState.Handled, receipt.Key, cancellationToken);
        return outcome;
    }
}
