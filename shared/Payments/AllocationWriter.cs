using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>A receipt that is booked to the end.</summary>
/// <param name="Head">The debtor's head as it was read last.</param>
/// <param name="Parts">What it paid.</param>
/// <param name="OnAccount">What stayed on the debtor's account.</param>
internal sealed record BookedReceipt(DebtorHead Head, IReadOnlyList<ReceiptPart> Parts, Money OnAccount);

/// <summary>
/// Books a receipt on its debtor: in one transaction when it fits, else first on account and then to the invoices in chunks, each
/// with its own marker. Whoever comes later carries on where the markers end.
/// </summary>
public sealed class AllocationWriter(TableStore store, DebtorReader debtors, AllocationPolicy policy, TimeProvider time)
{
    /// <summary>Books the receipt to the end, once.</summary>
    /// <exception cref="BusyException">Others changed the debtor too often, or another receipt is being moved in chunks: try later.</exception>
    internal async Task<BookedReceipt> BookAsync(ReceiptRow receipt, string debtorId, string? number, CancellationToken cancellationToken)
    {
        while (true)
        {
            var step = await OptimisticRetry.RunAsync(debtorId, token => TryStepAsync(receipt, debtorId, number, token), cancellationToken);
            if (step.Booked is { } booked) return booked;
        }
    }

    private async Task<Step?> TryStepAsync(ReceiptRow receipt, string debtorId, string? number, CancellationToken cancellationToken)
    {
        var facts = await debtors.LoadAsync(debtorId, [ReceiptMarker.Range(receipt.BookingKey)], cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {debtorId} of receipt {receipt.Key} has no head.");
        var markers = facts.All<ReceiptMarker>(ReceiptMarker.Range(receipt.BookingKey))
            .Where(marker => marker.ReceiptKey == receipt.BookingKey).OrderBy(marker => marker.Chunk).ToList();
        if (markers is [.., { IsLast: true }]) return Done(facts.Head, markers);
        var (batch, marker) = markers.Count == 0
            ? First(receipt, facts, number)
            : Next(receipt, facts, number, markers[^1]);
        var commit = await store.CommitAsync(batch, cancellationToken);
        if (!commit.IsCommitted) return null;
        return marker.IsLast ? Done(facts.Head, [.. markers, marker]) : new Step(null);
    }

    private (RowBatch Batch, ReceiptMarker Marker) First(ReceiptRow receipt, DebtorFacts facts, string? number)
    {
        var plan = PaymentAllocator.Decide(facts.OpenInvoices, new IncomingMoney(receipt.ForInvoices, receipt.ValueDate, number), policy);
        var rows = RowsFor(receipt);
        if (AllocationBatch.Fitting(plan.Parts).Count == plan.Parts.Count)
        {
            var only = Marker(receipt, facts, 0, plan.Mode, plan.Parts, plan.Rest, isLast: true);
            return (rows.Of(facts.Head, only, plan.Parts, plan.Rest), only);
        }

        if (facts.Head.Allocating is { } other && other != receipt.Key) throw new BusyException(facts.Head.DebtorId);
        var first = Marker(receipt, facts, 0, plan.Mode, [], receipt.ForInvoices, isLast: false);
        return (rows.Of(facts.Head with { Allocating = receipt.Key }, first, [], receipt.ForInvoices), first);
    }

    private (RowBatch Batch, ReceiptMarker Marker) Next(ReceiptRow receipt, DebtorFacts facts, string? number, ReceiptMarker before)
    {
        var plan = PaymentAllocator.Continue(facts.OpenInvoices, new IncomingMoney(before.Left, receipt.ValueDate, number), policy, before.Mode);
        var parts = AllocationBatch.Fitting(plan.Parts);
        var moved = parts.Sum(part => part.Paid);
        var isLast = parts.Count == plan.Parts.Count;
        var marker = Marker(receipt, facts, before.Chunk + 1, before.Mode, parts, before.Left - moved, isLast);
        var head = isLast ? facts.Head with { Allocating = null } : facts.Head;
        return (RowsFor(receipt).Of(head, marker, parts, -moved), marker);
    }

    private AllocationBatch RowsFor(ReceiptRow receipt) => new(receipt.BookingKey, receipt.Key, receipt.ValueDate, time.GetUtcNow());

    private static ReceiptMarker Marker(
        ReceiptRow receipt, DebtorFacts facts, int chunk, AllocationMode mode, IReadOnlyList<AllocatedPart> parts, Money left, bool isLast) => new()
        {
            PartitionKey = facts.Head.DebtorId,
            RowKey = DebtorKeys.Receipt(receipt.BookingKey, chunk == 0 ? null : chunk),
            ReceiptKey = receipt.BookingKey,
            Chunk = chunk,
            Mode = mode,
            Parts = [.. parts.Select(part => new ReceiptPart(part.Number, part.Paid))],
            Left = left,
            IsLast = isLast,
        };

    private static Step Done(DebtorHead head, IReadOnlyList<ReceiptMarker> markers) =>
        new(new BookedReceipt(head, [.. markers.SelectMany(marker => marker.Parts)], markers[^1].Left));

    private sealed record Step(BookedReceipt? Booked);
}
