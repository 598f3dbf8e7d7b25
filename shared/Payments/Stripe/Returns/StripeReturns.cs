using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// Says that a refund failed or that the funds of a dispute were reinstated: partition and row the refund or dispute. Inserted
/// before the receipt that takes back is looked for. Stored names: renaming needs a migration.
/// </summary>
public sealed record StripeReversalRow : StoredRow
{
    /// <summary>The day of the event in Brussels.</summary>
    public required DateOnly ValueDate { get; init; }

    /// <summary>The row of a refund or dispute.</summary>
    public static string Key(string id) => $"reversal|{id}";
}

/// <summary>
/// Stores receipts for money that refunds and disputes take back, and that failed refunds and won disputes give back. Each is
/// written once by the refund's or dispute's id. Whichever event comes first, what was never taken is never given back: the one
/// writes its marker and then looks for the receipt, the other its receipt and then looks for the marker.
/// </summary>
public sealed class StripeReturns(TableStore store, ReceiptStore receipts, StripePayments payments, Worklist worklist, BusinessClock clock)
{
    /// <summary>The reason of what names no payment that we know.</summary>
    public const string UnknownPayment = "stripe-payment-unknown";

    /// <summary>
    /// Stores the receipt that takes a payment back; null while the payment is not known and may still be told of.
    /// </summary>
    /// <param name="taken">The refund or dispute.</param>
    /// <param name="isPatient">False: who knows no payment by now asks a person.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The receipts to book, in order.</returns>
    internal async Task<IReadOnlyList<ReceiptRow>?> TakeBackAsync(StripeReturn taken, bool isPatient, CancellationToken cancellationToken)
    {
        var there = await receipts.FindAsync(taken.Partition, taken.Id, cancellationToken);
        if (there is null)
        {
            if (await FindReversalAsync(taken.Id, cancellationToken) is not null) return [];
            var original = taken.PaymentId is { } payment ? await payments.FindReceiptAsync(payment, cancellationToken) : null;
            if (original is null && isPatient) return null;
            there = await StoreAsync(Receipt(taken, original), cancellationToken);
        }

        if (await FindReversalAsync(taken.Id, cancellationToken) is not { } reversal) return [there];
        return [there, await GiveAsync(taken with { ValueDate = reversal.ValueDate }, cancellationToken)];
    }

    /// <summary>Stores the receipt that gives back what was taken; nothing when nothing was.</summary>
    /// <returns>The receipts to book.</returns>
    internal async Task<IReadOnlyList<ReceiptRow>> GiveBackAsync(StripeReturn given, CancellationToken cancellationToken)
    {
        var key = StripeReversalRow.Key(given.Id);
        var marker = new StripeReversalRow { PartitionKey = key, RowKey = key, ValueDate = given.ValueDate };
        await store.CommitAsync(new RowBatch(TableNames.Inbox, key).Insert(marker), cancellationToken);
        return await receipts.FindAsync(given.Partition, given.Id, cancellationToken) is null ? [] : [await GiveAsync(given, cancellationToken)];
    }

    private async Task<ReceiptRow> GiveAsync(StripeReturn given, CancellationToken cancellationToken)
    {
        var original = given.PaymentId is { } payment ? await payments.FindReceiptAsync(payment, cancellationToken) : null;
        var isNamed = original?.DebtorId is not null;
        return await StoreAsync(
            new ReceiptRow
            {
                PartitionKey = given.Partition,
                RowKey = given.ReinstatedKey,
                Source = ReceiptSource.Stripe,
                Amount = given.Amount,
                ValueDate = given.ValueDate,
                ReceivedAt = clock.Now,
                State = ReceiptState.Received,
                Communication = original?.Communication ?? "",
                Structured = isNamed ? null : original?.Structured,
                DebtorId = original?.DebtorId,
                InvoiceNumber = isNamed ? original?.InvoiceNumber : null,
            },
            cancellationToken);
    }

    private ReceiptRow Receipt(StripeReturn taken, ReceiptRow? original) => new()
    {
        PartitionKey = taken.Partition,
        RowKey = taken.Id,
        Source = ReceiptSource.Stripe,
        Amount = -taken.Amount,
        ValueDate = taken.ValueDate,
        ReceivedAt = clock.Now,
        State = original is null ? ReceiptState.Unmatched : ReceiptState.Received,
        Reason = original is null ? UnknownPayment : null,
        Communication = original?.Communication ?? "",
        IsReturn = true,
        ReturnReason = taken.Reason,
        ReturnsPartition = original?.PartitionKey,
        ReturnsKey = original?.Key,
    };

    // The index of the worklist comes before what it names.
    private async Task<ReceiptRow> StoreAsync(ReceiptRow receipt, CancellationToken cancellationToken)
    {
        if (receipt.State == ReceiptState.Unmatched) await worklist.ListAsync(receipt, cancellationToken);
        await receipts.AddAsync([receipt], cancellationToken);
        return (await receipts.FindAsync(receipt.PartitionKey, receipt.Key, cancellationToken))!;
    }

    private Task<StripeReversalRow?> FindReversalAsync(string id, CancellationToken cancellationToken)
    {
        var key = StripeReversalRow.Key(id);
        return store.FindAsync<StripeReversalRow>(TableNames.Inbox, key, key, cancellationToken);
    }
}
