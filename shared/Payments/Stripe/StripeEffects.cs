namespace Smart.Shared.Payments.Stripe;

/// <summary>What became of a decision.</summary>
/// <param name="Result">In a word or a receipt's key; null while it waits.</param>
/// <param name="IsDone">False when it asked nothing of us.</param>
/// <param name="Outcomes">Of the money.</param>
public sealed record StripeEffect(string? Result, bool IsDone, IReadOnlyList<ReceiptOutcome> Outcomes)
{
    internal static StripeEffect Waits { get; } = new(null, false, []);

    internal static StripeEffect Done(string result) => new(result, true, []);

    internal static StripeEffect Ignored(string why) => new(why, false, []);
}

/// <summary>Carries out what the handlers decide. Each effect is written once by a key of the provider's, however often it is asked.</summary>
public sealed class StripeEffects(
    ReceiptStore receipts, PaymentService service, StripePayments payments, StripeReturns returns, StripeDisputes disputes, StripePayouts payouts, StripeRefundWatch watch, Worklist worklist)
{
    /// <summary>A payment that says nothing waits so long for the session behind it.</summary>
    public static TimeSpan SessionPatience { get; } = TimeSpan.FromHours(1);

    /// <summary>A refund waits so long for its payment: the daily reconciliation has run meanwhile.</summary>
    public static TimeSpan PaymentPatience { get; } = TimeSpan.FromHours(26);

    /// <summary>Carries a decision out; may be called any number of times.</summary>
    /// <param name="decision">What to do.</param>
    /// <param name="age">How long the event has been waiting.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Smart.Shared.Storage.BusyException">Others are changing the debtor: try later.</exception>
    public async Task<StripeEffect> CarryOutAsync(StripeDecision decision, TimeSpan age, CancellationToken cancellationToken = default)
    {
        switch (decision)
        {
            case StripeDecision.Nothing nothing:
                return StripeEffect.Ignored(nothing.Why);
            case StripeDecision.Received received:
                return await ReceiveAsync(received, age, cancellationToken);
            case StripeDecision.Unbookable unbookable:
                return await ListAsync(unbookable.Receipt, cancellationToken);
            case StripeDecision.Shown shown:
                foreach (var row in shown.Rows) await worklist.AddAsync([row], cancellationToken);
                return StripeEffect.Done(shown.Rows[0].Key);
            case StripeDecision.TookBack took:
                return await TakeBackAsync(took.Returns, age, cancellationToken);
            case StripeDecision.Refunded refunded:
                return await watch.LookAsync(refunded.Charge, age < PaymentPatience, cancellationToken);
            case StripeDecision.GaveBack gave:
                var given = await returns.GiveBackAsync(gave.Return, cancellationToken);
                return given.Count == 0 ? StripeEffect.Ignored("not-taken-back") : await BookAsync(gave.Return.ReinstatedKey, given, cancellationToken);
            case StripeDecision.Announced announced:
                await payments.AnnounceAsync(announced.News, cancellationToken);
                return StripeEffect.Done("announced");
            case StripeDecision.Failed failed:
                await payments.FailAsync(failed.News, cancellationToken);
                return StripeEffect.Done("failed");
            case StripeDecision.Disputed disputed:
                await disputes.TellAsync(disputed.Dispute, cancellationToken);
                return StripeEffect.Done(StripeDisputes.KeyOf(disputed.Dispute.Id));
            case StripeDecision.PaidOut paid:
                await payouts.RecordAsync(paid.Payout, cancellationToken);
                return StripeEffect.Done(paid.Payout.Id);
            default:
                throw new InvalidOperationException($"{decision} is not handled.");
        }
    }

    private async Task<StripeEffect> ReceiveAsync(StripeDecision.Received received, TimeSpan age, CancellationToken cancellationToken)
    {
        if (received.AwaitsSession)
        {
            if (await payments.FindAsync(received.Receipt.Key, cancellationToken) is { ReceiptPartition: not null }) return StripeEffect.Ignored("booked-by-its-session");
            if (age < SessionPatience) return StripeEffect.Waits;
        }

        var receipt = await payments.PinAsync(received.Receipt, received.Receipt.ReceivedAt, cancellationToken);
        await receipts.AddAsync([receipt], cancellationToken);
        return await BookAsync(receipt.Key, [receipt], cancellationToken);
    }

    private async Task<StripeEffect> ListAsync(ReceiptRow unbookable, CancellationToken cancellationToken)
    {
        var receipt = await payments.PinAsync(unbookable, unbookable.ReceivedAt, cancellationToken);
        await worklist.AddAsync([receipt], cancellationToken);
        return StripeEffect.Done(receipt.Key);
    }

    private async Task<StripeEffect> TakeBackAsync(IReadOnlyList<StripeReturn> taken, TimeSpan age, CancellationToken cancellationToken)
    {
        var booked = new List<ReceiptRow>();
        var waits = false;
        foreach (var one in taken)
        {
            if (await returns.TakeBackAsync(one, age < PaymentPatience, cancellationToken) is { } stored) booked.AddRange(stored);
            else waits = true;
        }

        var effect = await BookAsync(taken[0].Id, booked, cancellationToken);
        if (waits) return effect with { Result = null };
        return booked.Count == 0 ? StripeEffect.Ignored("given-back-before") : effect;
    }

    private async Task<StripeEffect> BookAsync(string result, IReadOnlyList<ReceiptRow> stored, CancellationToken cancellationToken)
    {
        var outcomes = new List<ReceiptOutcome>();

        // What waits for a person keeps the reason it was stored with.
        foreach (var receipt in stored.Where(receipt => receipt.State != ReceiptState.Unmatched || receipt.Reason != StripeReturns.UnknownPayment)) outcomes.Add(await service.ReceiveAsync(receipt.PartitionKey, receipt.Key, cancellationToken));
        return new StripeEffect(result, true, outcomes);
    }
}
