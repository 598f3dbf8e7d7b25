using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Carries out what events ask for, once each.</summary>
public sealed class StripeEvents(StripeInbox inbox, StripeEffects effects, IEnumerable<IStripeEventHandler> handlers, BusinessClock clock)
{
    private readonly Dictionary<string, IStripeEventHandler> _handlers =
        handlers.SelectMany(handler => handler.Types.Select(type => (Type: type, Handler: handler))).ToDictionary(pair => pair.Type, pair => pair.Handler, StringComparer.Ordinal);

    /// <summary>The types that ask something of us.</summary>
    public IReadOnlyCollection<string> Types => _handlers.Keys;

    /// <summary>
    /// Handles a stored event; may be called any number of times. One that waits for another stays as it is: the repair brings it
    /// again.
    /// </summary>
    /// <returns>What became of the money it told of; empty when it concerns none.</returns>
    /// <exception cref="Smart.Shared.Storage.BusyException">Others are changing the debtor: try later.</exception>
    public async Task<IReadOnlyList<ReceiptOutcome>> HandleAsync(string partition, string id, CancellationToken cancellationToken = default)
    {
        var row = await inbox.GetAsync(partition, id, cancellationToken);
        if (row.State != InboxState.Received) return [];
        var decision = _handlers.TryGetValue(row.Type, out var handler)
            ? handler.Decide(await inbox.ReadAsync(row, cancellationToken), clock.Now)
            : new StripeDecision.Nothing("not-handled");
        var effect = await effects.CarryOutAsync(decision, clock.Now - row.ReceivedAt, cancellationToken);
        if (effect.Result is { } result) await inbox.FinishAsync(row, effect.IsDone ? InboxState.Handled : InboxState.Ignored, result, cancellationToken);
        return effect.Outcomes;
    }
}
