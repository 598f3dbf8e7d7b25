using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>The payments at Stripe: what is announced, what failed, and where the receipt of a paid one stands.</summary>
public sealed class StripePayments(TableStore store, ReceiptStore receipts)
{
    /// <summary>The payment, or null.</summary>
    public Task<StripePaymentRow?> FindAsync(string paymentId, CancellationToken cancellationToken = default)
    {
        var key = StripePaymentRow.Key(paymentId);
        return store.FindAsync<StripePaymentRow>(TableNames.Inbox, key, key, cancellationToken);
    }

    /// <summary>The receipt of a payment, or null before it is stored.</summary>
    public async Task<ReceiptRow?> FindReceiptAsync(string paymentId, CancellationToken cancellationToken = default) =>
        await FindAsync(paymentId, cancellationToken) is { ReceiptPartition: { } partition } ? await receipts.FindAsync(partition, paymentId, cancellationToken) : null;

    /// <summary>
    /// Payments that are announced and not here yet, of one debtor or of all, in order of key. What the index names and the payment
    /// denies is left out.
    /// </summary>
    public async Task<IReadOnlyList<StripePaymentRow>> AnnouncedAsync(string? debtorId = null, CancellationToken cancellationToken = default)
    {
        var found = new List<StripePaymentRow>();
        var index = store.PrefixAsync<AnnouncedPaymentRow>(TableNames.Inbox, AnnouncedPaymentRow.Partition, AnnouncedPaymentRow.Prefix(debtorId), cancellationToken);
        await foreach (var row in index)
        {
            if (await FindAsync(row.PaymentId, cancellationToken) is { State: StripePaymentState.Announced } payment) found.Add(payment);
        }

        return found;
    }

    /// <summary>
    /// Fixes in which partition the receipt of a payment stands, before it is written: that of the first event, on every delivery of
    /// every event.
    /// </summary>
    internal async Task<ReceiptRow> PinAsync(ReceiptRow receipt, DateTimeOffset toldAt, CancellationToken cancellationToken)
    {
        var row = await ChangeAsync(
            receipt.Key,
            known => known is { ReceiptPartition: not null } ? known : (known ?? Empty(receipt, toldAt)) with
            {
                State = StripePaymentState.Paid,
                ToldAt = toldAt,
                Amount = receipt.Amount,
                ReceiptPartition = receipt.PartitionKey,
            },
            cancellationToken);
        await ForgetAsync(row, cancellationToken);
        return receipt with { PartitionKey = row.ReceiptPartition! };
    }

    /// <summary>Remembers that a payment is on its way, unless something later is known of it.</summary>
    internal async Task AnnounceAsync(PaymentNews news, CancellationToken cancellationToken)
    {
        var listed = AnnouncedPaymentRow.Of(news.DebtorId, news.PaymentId);
        await store.CommitAsync(new RowBatch(TableNames.Inbox, listed.PartitionKey).Put(listed), cancellationToken);
        var row = await TellAsync(news, StripePaymentState.Announced, cancellationToken);

        // The row may name no debtor where this event does: what was listed for it goes.
        if (row.State != StripePaymentState.Announced) await ForgetAsync(row with { DebtorId = news.DebtorId }, cancellationToken);
    }

    /// <summary>Remembers that a payment failed, unless it succeeded or something later is known of it.</summary>
    internal async Task FailAsync(PaymentNews news, CancellationToken cancellationToken)
    {
        var row = await TellAsync(news, StripePaymentState.Failed, cancellationToken);
        if (row.State != StripePaymentState.Announced) await ForgetAsync(row, cancellationToken);
    }

    private Task<StripePaymentRow> TellAsync(PaymentNews news, StripePaymentState state, CancellationToken cancellationToken) =>
        ChangeAsync(
            news.PaymentId,
            known => known is not null && (known.State == StripePaymentState.Paid || known.ToldAt > news.ToldAt) ? known : new StripePaymentRow
            {
                PartitionKey = StripePaymentRow.Key(news.PaymentId),
                RowKey = StripePaymentRow.Key(news.PaymentId),
                ETag = known?.ETag ?? default,
                PaymentId = news.PaymentId,
                State = state,
                ToldAt = news.ToldAt,
                Amount = news.Amount,
                DebtorId = news.DebtorId ?? known?.DebtorId,
                InvoiceNumber = news.InvoiceNumber ?? known?.InvoiceNumber,
                Reference = news.Reference ?? known?.Reference,
                Why = news.Why,
            },
            cancellationToken);

    private Task<StripePaymentRow> ChangeAsync(string paymentId, Func<StripePaymentRow?, StripePaymentRow> change, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            paymentId,
            async token =>
            {
                var known = await FindAsync(paymentId, token);
                var changed = change(known);
                if (changed == known) return known;
                var batch = new RowBatch(TableNames.Inbox, changed.PartitionKey);
                var commit = await store.CommitAsync(known is null ? batch.Insert(changed) : batch.Replace(changed), token);
                return commit.IsCommitted ? changed : null;
            },
            cancellationToken);

    private async Task ForgetAsync(StripePaymentRow payment, CancellationToken cancellationToken)
    {
        var listed = AnnouncedPaymentRow.Of(payment.DebtorId, payment.PaymentId);
        if (await store.FindAsync<AnnouncedPaymentRow>(TableNames.Inbox, listed.PartitionKey, listed.RowKey, cancellationToken) is not { } row) return;
        await store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Delete(row), cancellationToken);
    }

    private static StripePaymentRow Empty(ReceiptRow receipt, DateTimeOffset toldAt) => new()
    {
        PartitionKey = StripePaymentRow.Key(receipt.Key),
        RowKey = StripePaymentRow.Key(receipt.Key),
        PaymentId = receipt.Key,
        State = StripePaymentState.Paid,
        ToldAt = toldAt,
        Amount = receipt.Amount,
        Reference = receipt.Structured,
    };
}
