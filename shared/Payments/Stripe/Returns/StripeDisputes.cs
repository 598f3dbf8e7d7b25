using System.Globalization;
using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// Shows the desk a dispute while it is open: a row of no euro in the worklist. What the dispute takes and gives back has receipts
/// of its own.
/// </summary>
public sealed class StripeDisputes(ReceiptStore receipts, StripePayments payments, Worklist worklist, BusinessClock clock)
{
    /// <summary>The reason of an open dispute; of one that ended it goes on with how.</summary>
    public const string Reason = "card-dispute";

    /// <summary>The key of the desk's row of a dispute.</summary>
    public static string KeyOf(string disputeId) => $"{disputeId}-dispute";

    /// <summary>Makes the desk's row say what is known; an ended dispute leaves the worklist and does not come back.</summary>
    internal async Task TellAsync(DisputeNews news, CancellationToken cancellationToken)
    {
        var there = await receipts.FindAsync(news.Partition, KeyOf(news.Id), cancellationToken);
        if (there is null)
        {
            var row = await RowAsync(news, cancellationToken);
            if (news.Outcome is null) await worklist.ListAsync(row, cancellationToken);
            await receipts.AddAsync([row], cancellationToken);
            there = (await receipts.FindAsync(news.Partition, row.Key, cancellationToken))!;
        }

        if (news.Outcome is { } outcome && there is { State: ReceiptState.Unmatched, Reason: Reason })
        {
            var ended = there with { State = ReceiptState.Outgoing, Reason = $"{Reason}-{outcome}" };
            if (await receipts.ReplaceAsync(ended, cancellationToken) != Storage.CommitOutcome.Committed) throw new Storage.BusyException(there.Key);
            there = ended;
        }

        if (there.State != ReceiptState.Unmatched) await worklist.ReleaseAsync(there, cancellationToken);
    }

    private async Task<ReceiptRow> RowAsync(DisputeNews news, CancellationToken cancellationToken)
    {
        var original = news.PaymentId is { } payment ? await payments.FindReceiptAsync(payment, cancellationToken) : null;
        var before = news.AnswerBefore is { } day ? string.Create(CultureInfo.InvariantCulture, $", answer by {day:yyyy-MM-dd}") : "";
        return new ReceiptRow
        {
            PartitionKey = news.Partition,
            RowKey = KeyOf(news.Id),
            Source = ReceiptSource.Stripe,
            Amount = Money.Zero,
            ValueDate = news.OpenedOn,
            ReceivedAt = clock.Now,
            State = news.Outcome is null ? ReceiptState.Unmatched : ReceiptState.Outgoing,
            Reason = news.Outcome is { } outcome ? $"{Reason}-{outcome}" : Reason,
            Communication = string.Create(CultureInfo.InvariantCulture, $"EUR {news.Amount.Cents / 100m:0.00} disputed: {news.Reason ?? "no reason"}{before}"),
            ReturnReason = news.Reason,
            ReturnsPartition = original?.PartitionKey,
            ReturnsKey = original?.Key ?? news.PaymentId,
            DebtorId = original?.DebtorId,
            InvoiceNumber = original?.InvoiceNumber,
        };
    }
}
