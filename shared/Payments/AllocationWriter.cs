using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments.Matching;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>A receipt that is booked to the end.</summary>
/// <param name="Head">The debtor's head as it was read last.</param>
/// <param name="Parts">What it paid.</param>
/// <param name="OnAccount">What stayed on the debtor's account.</param>
/// <param name="Reason">Why it went another way than named: <c>invoice-paid</c>; null when it did not.</param>
internal sealed record BookedReceipt(DebtorHead Head, IReadOnlyList<ReceiptPart> Parts, Money OnAccount, string? Reason);

/// <summary>
/// Books a receipt on its debtor: in one transaction when it fits, else first on account and then to the invoices in chunks, each
/// with its own marker. Whoever comes later carries on where the markers end.
/// </summary>
public sealed class AllocationWriter(TableStore store, DebtorReader debtors, AllocationPolicy policy, TimeProvider time)
{
    private const int MostLookedUp = 10;

    /// <summary>
    /// Books the receipt to the end, once. Null when all that it names is written off: that is for a person, who may book it all the same.
    /// </summary>
    /// <exception cref="BusyException">Others changed the debtor too often, or another receipt is being moved in chunks: try later.</exception>
    internal async Task<BookedReceipt?> BookAsync(ReceiptRow receipt, string debtorId, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        while (true)
        {
            var step = await OptimisticRetry.RunAsync(debtorId, token => TryStepAsync(receipt, debtorId, numbers, token), cancellationToken);
            if (step.IsLast) return step.Booked;
        }
    }

    private async Task<Step?> TryStepAsync(ReceiptRow receipt, string debtorId, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        KeyRange[] more = [ReceiptMarker.Range(receipt.BookingKey), .. numbers.Take(MostLookedUp).Select(number => KeyRange.One(InvoiceClosed.Key(number)))];
        var facts = await debtors.LoadAsync(debtorId, more, cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {debtorId} of receipt {receipt.Key} has no head.");
        var markers = facts.All<ReceiptMarker>(ReceiptMarker.Range(receipt.BookingKey))
            .Where(marker => marker.ReceiptKey == receipt.BookingKey).OrderBy(marker => marker.Chunk).ToList();
        if (markers is [.., { IsLast: true }]) return Done(facts, numbers, markers);
        if (markers.Count == 0 && receipt.DecidedBy is null && IsWrittenOff(facts, numbers)) return new Step(null, IsLast: true);
        var (batch, marker) = markers.Count == 0
            ? First(receipt, facts, numbers)
            : Next(receipt, facts, markers[0].Numbers ?? numbers, markers[^1]);
        var commit = await store.CommitAsync(batch, cancellationToken);
        if (!commit.IsCommitted) return null;
        return marker.IsLast ? Done(facts, numbers, [.. markers, marker]) : new Step(null, IsLast: false);
    }

    private (RowBatch Batch, ReceiptMarker Marker) First(ReceiptRow receipt, DebtorFacts facts, IReadOnlyList<string> numbers)
    {
        var plan = PaymentAllocator.Decide(facts.OpenInvoices, Incoming(receipt, receipt.ForInvoices, numbers), policy);
        var rows = RowsFor(receipt);
        if (AllocationBatch.Fitting(plan.Parts).Count == plan.Parts.Count)
        {
            var only = Marker(receipt, facts, 0, plan, plan.Parts, plan.Rest, isLast: true);
            return (rows.Of(facts.Head, only, plan.Parts, plan.Rest), only);
        }

        if (facts.Head.Allocating is { } other && other != receipt.Key) throw new BusyException(facts.Head.DebtorId);
        var first = Marker(receipt, facts, 0, plan, [], receipt.ForInvoices, isLast: false);
        return (rows.Of(facts.Head with { Allocating = receipt.Key }, first, [], receipt.ForInvoices), first);
    }

    private (RowBatch Batch, ReceiptMarker Marker) Next(ReceiptRow receipt, DebtorFacts facts, IReadOnlyList<string> numbers, ReceiptMarker before)
    {
        var plan = PaymentAllocator.Continue(facts.OpenInvoices, Incoming(receipt, before.Left, numbers), policy, before.Mode);
        var parts = AllocationBatch.Fitting(plan.Parts);
        var moved = parts.Sum(part => part.Paid);
        var isLast = parts.Count == plan.Parts.Count;
        var marker = Marker(receipt, facts, before.Chunk + 1, plan, parts, before.Left - moved, isLast);
        var head = isLast ? facts.Head with { Allocating = null } : facts.Head;
        return (RowsFor(receipt).Of(head, marker, parts, -moved), marker);
    }

    private AllocationBatch RowsFor(ReceiptRow receipt) => new(receipt.BookingKey, receipt.Key, receipt.ValueDate, time.GetUtcNow());

    private static ReceiptMarker Marker(
        ReceiptRow receipt, DebtorFacts facts, int chunk, AllocationPlan plan, IReadOnlyList<AllocatedPart> parts, Money left, bool isLast) => new()
        {
            PartitionKey = facts.Head.DebtorId,
            RowKey = DebtorKeys.Receipt(receipt.BookingKey, chunk == 0 ? null : chunk),
            ReceiptKey = receipt.BookingKey,
            Chunk = chunk,
            Mode = plan.Mode,
            Numbers = chunk == 0 && plan.Numbers.Count > 1 ? plan.Numbers : null,
            Parts = [.. parts.Select(part => new ReceiptPart(part.Number, part.Paid))],
            Left = left,
            IsLast = isLast,
        };

    // What may be missing is dated with the money, so that every chunk says the same.
    private static IncomingMoney Incoming(ReceiptRow receipt, Money left, IReadOnlyList<string> numbers)
    {
        var tolerance = MatchingPolicy.On(receipt.ValueDate).Tolerance;
        return new IncomingMoney(left, receipt.ValueDate, numbers, receipt.Shortfall > tolerance ? receipt.Shortfall : tolerance);
    }

    private static bool IsWrittenOff(DebtorFacts facts, IReadOnlyList<string> numbers) =>
        numbers.Count > 0 && Closed(facts, numbers).Count(closed => closed.IsWrittenOff) == numbers.Count;

    /// <summary>The named invoices of which nothing is open.</summary>
    private static IEnumerable<InvoiceClosed> Closed(DebtorFacts facts, IReadOnlyList<string> numbers) => numbers
        .Where(number => facts.OpenInvoices.All(open => open.Number != number))
        .Select(number => facts.Find<InvoiceClosed>(InvoiceClosed.Key(number)))
        .OfType<InvoiceClosed>();

    private static Step Done(DebtorFacts facts, IReadOnlyList<string> numbers, IReadOnlyList<ReceiptMarker> markers)
    {
        ReceiptPart[] parts = [.. markers.SelectMany(marker => marker.Parts)];
        var isPaid = numbers.Count > 0 && !parts.Any(part => numbers.Contains(part.Number)) && Closed(facts, numbers).Any(closed => !closed.IsWrittenOff);
        return new Step(new BookedReceipt(facts.Head, parts, markers[^1].Left, isPaid ? MatchReason.InvoicePaid : null), IsLast: true);
    }

    private sealed record Step(BookedReceipt? Booked, bool IsLast);
}
