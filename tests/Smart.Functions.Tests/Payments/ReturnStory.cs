using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Payments;

namespace Smart.Functions.Tests.Payments;

/// <summary>Payments by card as their webhooks leave them, and their refunds; taken in at once.</summary>
public abstract class ReturnStory(TestStorage storage) : PaymentStory(storage)
{
    protected const string Payer = "BE32123456789002";

    protected ReceiptStore Receipts => Host.Services.GetRequiredService<ReceiptStore>();

    protected Task<ReceiptRow> CardAsync(string key, long cents, string reference) => ReceiveAsync(CardRow(key, cents) with { Structured = reference });

    protected Task<ReceiptRow> RefundAsync(string key, long cents, ReceiptRow payment) => ReceiveAsync(RefundRow(key, cents, payment));

    protected ReceiptRow RefundRow(string key, long cents, ReceiptRow payment) =>
        CardRow(key, -cents) with { IsReturn = true, ReturnReason = "requested_by_customer", ReturnsPartition = payment.PartitionKey, ReturnsKey = payment.Key };

    protected async Task<ReceiptRow> ReceiveAsync(ReceiptRow receipt)
    {
        await Receipts.AddAsync([receipt], Ct);
        return (await Host.Services.GetRequiredService<PaymentService>().ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct)).Receipt;
    }

    protected ReceiptRow CardRow(string key, long cents) => new()
    {
        PartitionKey = "stripe-202605",
        RowKey = key,
        Source = ReceiptSource.Stripe,
        Amount = Money.Eur(cents),
        ValueDate = Today,
        ReceivedAt = Host.TimeProvider.GetUtcNow(),
        State = ReceiptState.Received,
    };

    /// <summary>A receipt by the key that an entry of the ledger names.</summary>
    protected async Task<ReceiptRow> ReceiptAsync(string key) => (await Receipts.FindAsync(key[..key.LastIndexOf('-', key.LastIndexOf('-') - 1)], key, Ct))!;
}
