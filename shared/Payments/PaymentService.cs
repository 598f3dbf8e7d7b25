using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Payments.Matching;
using Smart.Shared.Payments.Refunds;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Payments.TakingBack;
using Smart.Shared.Shares;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>What became of a receipt, and whom it concerns.</summary>
/// <param name="Receipt">As it is stored now.</param>
/// <param name="Wakes">Instances of cases that wait for what changed.</param>
/// <param name="Shares">What it did for shares, where it paid some: a certificate may follow.</param>
public sealed record ReceiptOutcome(ReceiptRow Receipt, IReadOnlyList<string> Wakes, ShareReceipt? Shares = null);

/// <summary>There is no receipt of that key: the message that named it cannot be processed.</summary>
public sealed class ReceiptUnknownException(string partition, string key) : InvalidOperationException($"There is no receipt {partition} {key}.");

/// <summary>Books receipts: finds whose one is, sets it against what is owed, or puts it on the worklist.</summary>
public sealed class PaymentService(
    ReceiptStore receipts, ReceiptLookup lookup, PayerDirectory payers, AllocationWriter allocations, Worklist worklist, ShareService shares, DebtorService debtors,
    ReturnedPayments returns, AllocationCorrections corrections, AccountRefunds refunds, StripePayouts payouts, BusinessClock clock)
{
    /// <summary>Carries one receipt as far as it can go; may be called any number of times.</summary>
    /// <exception cref="BusyException">Others are changing the debtor: try later.</exception>
    /// <exception cref="ReceiptUnknownException">There is no such receipt.</exception>
    public async Task<ReceiptOutcome> ReceiveAsync(string partition, string key, CancellationToken cancellationToken = default)
    {
        var receipt = await receipts.FindAsync(partition, key, cancellationToken) ?? throw new ReceiptUnknownException(partition, key);
        if (receipt.Undoing is not null) return await corrections.ContinueAsync(receipt, cancellationToken);
        if (await payouts.TryReconcileAsync(receipt, cancellationToken) is { } reconciled) return reconciled;
        if (returns.IsWaiting(receipt)) return await returns.TakeBackAsync(receipt, cancellationToken);
        if (receipt.State != ReceiptState.Received) return await FollowUpAsync(receipt, cancellationToken);
        if (receipt.Amount < Money.Zero) return await MoneyOutAsync(receipt, cancellationToken);
        if (receipt.DebtorId is null && await refunds.CameBackAsync(receipt, cancellationToken) is { } debtor)
        {
            receipt = receipt with { DebtorId = debtor, InvoiceNumber = DebtorKeys.OnAccount(debtor) };
        }

        if (receipt.DebtorId is { } named) return await BookAsync(receipt, named, cancellationToken);
        var match = await lookup.MatchAsync(receipt, cancellationToken);
        if (receipt is { Reason: ReceiptReason.MayBeSameMoney, DecidedBy: null }) return await ParkAsync(receipt, Unsure(match), cancellationToken);
        return match switch
        {
            ReceiptMatch.Certain { Candidate: { MemberId: { } member, RequestId: { } request } } => await SellSharesAsync(receipt, member, request, cancellationToken),
            ReceiptMatch.Certain { IsByReference: true } certain => await BookAsync(receipt.For(certain.Candidate), certain.Candidate.DebtorId!, cancellationToken),
            ReceiptMatch.Certain certain => await SettleOnAsync(receipt.For(certain.Candidate), cancellationToken),
            ReceiptMatch.Uncertain uncertain => await ParkAsync(receipt, uncertain, cancellationToken),
            var other => throw new InvalidOperationException($"{other} is not handled."),
        };
    }

    /// <summary>Money that left: a refund of ours that the bank carried out, or a payment that came back.</summary>
    private async Task<ReceiptOutcome> MoneyOutAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        if (receipt.IsReturn || receipt.ReturnsKey is not null) return await returns.TakeBackAsync(receipt, cancellationToken);
        var refund = await refunds.PaidAsync(receipt, cancellationToken);
        if (refund is { Fits: false }) return await ParkAsync(receipt, new(ReceiptReason.RefundDiffers, []), cancellationToken);
        var done = receipt with { State = ReceiptState.Outgoing, DebtorId = refund?.DebtorId, Reason = refund is null ? receipt.Reason : ReceiptReason.RefundPaid };
        return new ReceiptOutcome(await FinishAsync(done, cancellationToken), []);
    }

    private static ReceiptMatch.Uncertain Unsure(ReceiptMatch match) => new(ReceiptReason.MayBeSameMoney, match switch
    {
        ReceiptMatch.Uncertain uncertain => uncertain.Candidates,
        ReceiptMatch.Certain certain => [certain.Candidate],
        _ => [],
    });

    /// <summary>
    /// Writes down what was weighed, before anything of it is booked: once a part is, the same facts would be weighed otherwise.
    /// </summary>
    private async Task<ReceiptOutcome> SettleOnAsync(ReceiptRow matched, CancellationToken cancellationToken)
    {
        await receipts.ReplaceAsync(matched, cancellationToken);
        return await ReceiveAsync(matched.PartitionKey, matched.Key, cancellationToken);
    }

    private async Task<ReceiptOutcome> BookAsync(ReceiptRow receipt, string debtorId, CancellationToken cancellationToken)
    {
        const int MostListed = 100;
        if (await allocations.BookAsync(receipt, debtorId, receipt.Named, cancellationToken) is not { } booked) return await ParkWrittenOffAsync(receipt, cancellationToken);
        var done = await FinishAsync(
            receipt with
            {
                State = ReceiptState.Allocated,
                DebtorId = debtorId,
                Reason = booked.Reason,
                AllocatedTo = [.. booked.Parts.Take(MostListed)],
                OnAccount = booked.OnAccount,
            },
            cancellationToken);
        var released = receipt.DecidedBy is null ? [] : await worklist.ReleaseAsync(done, cancellationToken);
        if (receipt.DecidedBy is not null) await payers.RememberAsync([done], cancellationToken);
        return new ReceiptOutcome(done, [.. released.Append(booked.Head.CaseInstance).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>What follows a receipt that has its final state: whoever wrote that may have ended before it followed.</summary>
    private async Task<ReceiptOutcome> FollowUpAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        var isDecided = receipt.State is not ReceiptState.Unmatched && receipt.DecidedBy is not null;
        var released = isDecided ? await worklist.ReleaseAsync(receipt, cancellationToken) : [];
        if (isDecided) await payers.RememberAsync([receipt], cancellationToken);
        var booked = receipt is { State: ReceiptState.Allocated or ReceiptState.TookBack, DebtorId: { } debtorId } ? await debtors.FindHeadAsync(debtorId, cancellationToken) : null;
        string[] wakes = [.. released.Append(booked?.CaseInstance).OfType<string>().Distinct(StringComparer.Ordinal)];
        var sold = receipt.ShareRequestId is { } request ? (await BookSharesAsync(receipt, request, receipt.MemberId!, cancellationToken)).Value : null;
        return new ReceiptOutcome(receipt, wakes, sold);
    }

    private Task<Result<ShareReceipt>> BookSharesAsync(ReceiptRow receipt, string requestId, string memberId, CancellationToken cancellationToken) =>
        shares.ReceiveAsync(receipt.Key, requestId, memberId, receipt.Amount, receipt.ValueDate, cancellationToken);

    private async Task<ReceiptOutcome> SellSharesAsync(ReceiptRow receipt, string memberId, string requestId, CancellationToken cancellationToken)
    {
        var result = await BookSharesAsync(receipt, requestId, memberId, cancellationToken);
        if (result.Refusal is { } refusal) return await ParkAsync(receipt, new(refusal.Type, []), cancellationToken);
        var sold = result.Value;
        var booked = receipt with { MemberId = sold.MemberId, ShareRequestId = sold.RequestId, ToShares = sold.Applied };
        if (sold.Excess.IsPositive) return (await ParkAsync(booked, new("more-than-shares-cost", []), cancellationToken)) with { Shares = sold };
        return new ReceiptOutcome(await FinishAsync(booked with { State = ReceiptState.Allocated }, cancellationToken), [], sold);
    }

    // Whose it is is sure, and the loss was borne already: by whom the money is kept now is for a person to say.
    private Task<ReceiptOutcome> ParkWrittenOffAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        var candidate = new ReceiptCandidate(
            receipt.DebtorId, receipt.InvoiceNumber, null, 0, [.. receipt.MatchedBy ?? [], MatchReason.InvoiceWrittenOff], receipt.InvoiceNumbers);
        var unnamed = receipt with { DebtorId = null, InvoiceNumber = null, InvoiceNumbers = null, MatchedBy = null, MatchPoints = 0, Shortfall = Money.Zero };
        return ParkAsync(unnamed, new(MatchReason.InvoiceWrittenOff, [candidate]), cancellationToken);
    }

    private async Task<ReceiptOutcome> ParkAsync(ReceiptRow receipt, ReceiptMatch.Uncertain match, CancellationToken cancellationToken)
    {
        var parked = receipt with { State = ReceiptState.Unmatched, Reason = match.Reason, Candidates = match.Candidates };
        await worklist.ParkAsync(parked, clock.Today, cancellationToken);
        return new ReceiptOutcome(await FinishAsync(parked, cancellationToken), []);
    }

    /// <summary>
    /// Writes the receipt last; another delivery of the same message may have been faster. What is booked wins over a delivery that
    /// put the receipt on the worklist because the reference was not there yet.
    /// </summary>
    private async Task<ReceiptRow> FinishAsync(ReceiptRow done, CancellationToken cancellationToken)
    {
        if (await receipts.ReplaceAsync(done, cancellationToken) == CommitOutcome.Committed) return done;
        var there = await receipts.FindAsync(done.PartitionKey, done.Key, cancellationToken);
        switch (there?.State)
        {
            case ReceiptState.Unmatched when done.State == ReceiptState.Allocated && there.DecidedBy is null && there.Round == done.Round:
                var booked = await FinishAsync(done with { ETag = there.ETag, Candidates = there.Candidates }, cancellationToken);
                await worklist.ReleaseAsync(booked, cancellationToken);
                return booked;
            case null or ReceiptState.Received:
                throw new BusyException(done.Key);
            default:
                return there;
        }
    }
}
