using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.References;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Refunds;

/// <summary>Pays money on account back to those who paid it: on request, once, and only to an account that paid.</summary>
public sealed class AccountRefunds(TableStore store, DebtorReader debtors, ReceiptStore receipts, ReferenceDirectory references, BusinessClock clock)
{
    private const char Leading = '7';

    /// <summary>
    /// Takes an amount from the debtor's account, to be transferred by finance with the refund's communication. The same request
    /// again is the same refund. No more goes back to a payer than the receipt brought, less what was paid back of it before. 404
    /// for an unknown debtor or receipt, 409 <c>not-on-account</c>, 422 for an amount or a receipt that cannot be paid back.
    /// </summary>
    /// <param name="requestId">The request's own id.</param>
    /// <param name="debtorId">Whose account.</param>
    /// <param name="amount">How much.</param>
    /// <param name="toPartition">The partition of the receipt whose payer gets it.</param>
    /// <param name="toKey">The key of that receipt.</param>
    /// <param name="requestedBy">Hash of the identity.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<RefundRow>> RequestAsync(
        string requestId, string debtorId, Money amount, string toPartition, string toKey, string requestedBy, CancellationToken cancellationToken = default)
    {
        var id = DerivedId.Of(requestId, "refund");
        if (await FindAsync(debtorId, id, cancellationToken) is { } there) return there;
        if (amount is { IsPositive: false } or { Currency: not Money.Euro }) return Refusal.Rules("amount-invalid", "An amount to pay back is above zero, and in euro.", "amount");
        if (await receipts.FindAsync(toPartition, toKey, cancellationToken) is not { } receipt) return Refusal.Missing("receipt");
        if (receipt.DebtorId != debtorId || receipt.CounterpartyAccount.Length == 0)
        {
            return Refusal.Rules("refund-account-unknown", "Money goes back only to a bank account that paid for this debtor; a card payment is refunded where it was made.", "receiptKey");
        }

        var row = new RefundRow
        {
            PartitionKey = debtorId,
            RowKey = RefundRow.Key(id),
            RefundId = id,
            Amount = amount,
            Reference = await references.RegisterNewAsync(Leading, ReferenceKind.Refund, debtorId, id, cancellationToken),
            ToPartition = toPartition,
            ToKey = toKey,
            State = RefundState.Requested,
            RequestedBy = requestedBy,
            RequestedAt = clock.Now,
        };
        var asked = await OptimisticRetry.RunAsync(debtorId, token => TryTakeAsync(row, receipt.ForInvoices, token), cancellationToken);
        return asked.Result;
    }

    /// <summary>The refunds of a debtor, or null when there is no such debtor.</summary>
    public async Task<IReadOnlyList<RefundRow>?> ListAsync(string debtorId, CancellationToken cancellationToken = default) =>
        (await debtors.LoadAsync(debtorId, [RefundRow.All], cancellationToken))?.All<RefundRow>(RefundRow.All);

    /// <summary>The bank carried out a refund: notes it, once. Null when the movement is none of them.</summary>
    /// <returns>Whose, and whether the movement is the one that it should be: of its amount, and the first.</returns>
    internal async Task<(string DebtorId, bool Fits)?> PaidAsync(ReceiptRow movement, CancellationToken cancellationToken)
    {
        if (await RefundOfAsync(movement, cancellationToken) is not { } refund) return null;
        if (refund.Amount != -movement.Amount) return (refund.DebtorId, false);
        var paid = await ChangeAsync(
            refund,
            current => current.PaidKey is not null ? current : current with
            {
                State = current.State == RefundState.Requested ? RefundState.Paid : current.State,
                MovementKey = current.MovementKey ?? movement.Key,
                PaidKey = movement.Key,
            },
            cancellationToken);
        return (refund.DebtorId, paid.PaidKey == movement.Key);
    }

    /// <summary>The bank sent a refund back: notes it. Null when the money is none of them.</summary>
    /// <returns>The debtor on whose account it is again.</returns>
    internal async Task<string?> CameBackAsync(ReceiptRow movement, CancellationToken cancellationToken) =>
        await RefundOfAsync(movement, cancellationToken) is { } refund
            ? (await ChangeAsync(refund, current => current.State == RefundState.CameBack ? current : current with { State = RefundState.CameBack, MovementKey = movement.Key }, cancellationToken)).DebtorId
            : null;

    private Task<RefundRow?> FindAsync(string debtorId, string id, CancellationToken cancellationToken) =>
        store.FindAsync<RefundRow>(TableNames.Debtors, debtorId, RefundRow.Key(id), cancellationToken);

    private async Task<RefundRow?> RefundOfAsync(ReceiptRow movement, CancellationToken cancellationToken)
    {
        if (movement.Structured is not [Leading, ..] || !StructuredCommunication.TryParse(movement.Structured, out var reference)) return null;
        return await references.FindAsync(reference.Digits, cancellationToken) is { Kind: ReferenceKind.Refund } row
            ? await FindAsync(row.OwnerId, row.Subject, cancellationToken)
            : null;
    }

    private Task<RefundRow> ChangeAsync(RefundRow refund, Func<RefundRow, RefundRow> change, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            refund.RefundId,
            async token =>
            {
                var current = (await FindAsync(refund.DebtorId, refund.RefundId, token))!;
                var changed = change(current);
                if (changed == current) return current;
                return (await store.CommitAsync(new RowBatch(TableNames.Debtors, refund.DebtorId).Replace(changed), token)).IsCommitted ? changed : null;
            },
            cancellationToken);

    private async Task<Asked?> TryTakeAsync(RefundRow row, Money brought, CancellationToken cancellationToken)
    {
        if (await debtors.LoadAsync(row.DebtorId, [RefundRow.All], cancellationToken) is not { } facts) return new(Refusal.Missing("debtor"));
        if (facts.Find<RefundRow>(row.RowKey) is { } there) return new(there);
        if (facts.Head.Allocating is not null) throw new BusyException(row.DebtorId);
        if (facts.Head.OnAccount < row.Amount) return new(Refusal.State("not-on-account", $"Only {facts.Head.OnAccount} is on this debtor's account."));

        // What the bank sent back can go out again.
        var before = facts.All<RefundRow>(RefundRow.All).Where(other => other.ToPartition == row.ToPartition && other.ToKey == row.ToKey && other.State != RefundState.CameBack);
        var left = brought - before.Sum(other => other.Amount);
        if (left < row.Amount) return new(Refusal.Rules("more-than-receipt-brought", $"Of what that receipt brought, {(left.IsPositive ? left : Money.Zero)} can still go back to its payer.", "amount"));
        var entry = LedgerEntry.Of(
            row.DebtorId, DebtorKeys.OnAccount(row.DebtorId), $"refund-{row.RefundId}", EntryKind.Refunded, row.Amount, clock.Today, clock.Now);
        var batch = DebtorBatch.Of(facts.Head with { OnAccount = facts.Head.OnAccount - row.Amount }, altersLetters: false).Insert(row).Insert(entry);
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? new(row) : null;
    }

    private sealed record Asked(Result<RefundRow> Result);
}
