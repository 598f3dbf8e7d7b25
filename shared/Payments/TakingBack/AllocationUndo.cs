using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>What to take back of a receipt's allocation.</summary>
/// <param name="UndoKey">What takes back: the same on every repetition.</param>
/// <param name="BookingKey">The booking that is taken back.</param>
/// <param name="DebtorId">Whose it is.</param>
/// <param name="Amount">How much, above zero.</param>
/// <param name="ValueDate">The day from which it counts.</param>
public sealed record UndoOrder(string UndoKey, string BookingKey, string DebtorId, Money Amount, DateOnly ValueDate);

/// <summary>What was taken back.</summary>
/// <param name="Head">The debtor's head as it was read last.</param>
/// <param name="Reopened">What is open again, by invoice.</param>
/// <param name="FromAccount">What was taken from the account; it is below zero when the money had left it already.</param>
public sealed record UndoneOrder(DebtorHead Head, IReadOnlyList<ReceiptPart> Reopened, Money FromAccount);

/// <summary>
/// Takes back what a receipt had paid, by entries that name those they reverse: first from the account, then from its invoices,
/// the last one first, then from invoices that the account paid meanwhile; what is still missing leaves the account below zero.
/// In chunks, each with its own marker; whoever comes later carries on where the markers end.
/// </summary>
public sealed class AllocationUndo(TableStore store, DebtorReader debtors, WorkIndex work, BusinessClock clock)
{
    private readonly UndoFacts _facts = new(debtors);

    /// <summary>Takes back to the end, once.</summary>
    /// <exception cref="BusyException">Others changed the debtor too often, or a receipt is being moved in chunks: try later.</exception>
    internal async Task<UndoneOrder> RunAsync(UndoOrder order, CancellationToken cancellationToken)
    {
        while (true)
        {
            var step = await OptimisticRetry.RunAsync(order.DebtorId, token => TryStepAsync(order, token), cancellationToken);
            if (step.Done is { } done) return done;
        }
    }

    private async Task<Step?> TryStepAsync(UndoOrder order, CancellationToken cancellationToken)
    {
        var first = await _facts.LoadAsync(order.DebtorId, order.UndoKey, order.BookingKey, cancellationToken);
        var markers = UndoFacts.Markers(first, order.UndoKey);
        if (markers is [.., { IsLast: true }]) return new Step(Done(first.Head, markers));
        if (first.Head.Allocating is { } other && other != order.UndoKey) throw new BusyException(order.DebtorId);
        var chosen = Choose(order, UndoFacts.BookingOf(first, order.BookingKey), markers);
        var chunk = await BuildAsync(order, markers, chosen, cancellationToken);
        if (chunk.Marker.IsLast && chunk.Marker.Left.IsPositive) return await FromUsesAsync(order, markers, chunk, cancellationToken);
        return await CommitAsync(order, markers, chunk, cancellationToken);
    }

    /// <summary>The next invoices of the booking, the last first, that no marker names yet.</summary>
    private static Chosen Choose(UndoOrder order, Booking booking, IReadOnlyList<UndoMarker> markers)
    {
        var seen = markers.SelectMany(marker => marker.Parts).Select(part => part.Number).ToHashSet(StringComparer.Ordinal);
        var rest = booking.Parts.Reverse().Where(part => !seen.Contains(part.Number)).ToList();
        return new Chosen(order.BookingKey, [.. rest.Take(UndoFacts.MostInvoices).Select(part => part.Number)], rest.Count <= UndoFacts.MostInvoices);
    }

    private async Task<Chunk> BuildAsync(UndoOrder order, IReadOnlyList<UndoMarker> markers, Chosen chosen, CancellationToken cancellationToken)
    {
        var account = DebtorKeys.OnAccount(order.DebtorId);
        var facts = await _facts.LoadAsync(
            order.DebtorId, order.UndoKey, [(account, chosen.BookingKey), .. chosen.Numbers.Select(number => (number, chosen.BookingKey))], cancellationToken);
        var left = markers.Count == 0 ? order.Amount : markers[^1].Left;
        var entries = UndoFacts.AccountEntries(facts, order.BookingKey);
        var onAccount = Money.Min(-entries.Sum(entry => entry.Amount), facts.Head.OnAccount);
        var fromAccount = markers.Count == 0 && onAccount.IsPositive ? Money.Min(left, onAccount) : Money.Zero;
        left -= fromAccount;
        var invoices = new List<ReopenedInvoice>();
        foreach (var number in chosen.Numbers)
        {
            if (!left.IsPositive) break;
            if (UndoFacts.Reopened(facts, number, chosen.BookingKey, left, order.ValueDate, clock.Today) is not { } reopened) continue;
            invoices.Add(reopened);
            left -= reopened.Undone.Amount;
        }

        List<UndoneEntry> ofAccount = fromAccount.IsPositive ? [new(entries.First(entry => entry.Amount < Money.Zero), fromAccount)] : [];
        return new Chunk(facts.Head, invoices, ofAccount, Marker(order, markers.Count, invoices, fromAccount, left, isLast: !left.IsPositive || chosen.IsAll));
    }

    /// <summary>
    /// The booking itself is undone, and more left than it can give: its money on account was used since. The uses are undone, the
    /// latest first, in as many chunks as they need; what they cannot give either was paid out, and the account says so.
    /// </summary>
    private async Task<Step?> FromUsesAsync(UndoOrder order, IReadOnlyList<UndoMarker> markers, Chunk chunk, CancellationToken cancellationToken)
    {
        var account = DebtorKeys.OnAccount(order.DebtorId);
        var left = chunk.Marker.Left;
        var (invoices, ofAccount) = (chunk.Invoices.ToList(), chunk.OfAccount.ToList());
        var isAll = true;
        LedgerEntry? once = null;
        foreach (var some in await UsesAsync(order.DebtorId, cancellationToken))
        {
            var facts = await _facts.LoadAsync(
                order.DebtorId, order.UndoKey, [(account, order.BookingKey), .. some.SelectMany(use => new[] { use, (account, use.BookingKey) })], cancellationToken);
            if (facts.Head.ETag != chunk.Head.ETag) return null;
            once ??= UndoFacts.AccountEntries(facts, order.BookingKey).FirstOrDefault(entry => entry.Amount < Money.Zero && entry.Reverses is null);
            foreach (var (number, key) in some)
            {
                if (!left.IsPositive) break;
                if (UndoFacts.Reopened(facts, number, key, left, order.ValueDate, clock.Today) is not { } reopened) continue;
                isAll = invoices.Count < UndoFacts.MostInvoices && !invoices.Exists(invoice => invoice.Undone.After.Number == number);
                if (!isAll) break;
                invoices.Add(reopened);
                ofAccount.Add(new UndoneEntry(UndoFacts.AccountEntries(facts, key).First(entry => entry.Amount.IsPositive), reopened.Undone.Amount));
                left -= reopened.Undone.Amount;
            }

            if (!isAll || !left.IsPositive) break;
        }

        // All of it stood on account once, by this booking: its entry there is what is reversed.
        var missing = isAll ? left : Money.Zero;
        var taken = chunk.Marker.Left - left + missing;
        if (taken.IsPositive) ofAccount.Add(new UndoneEntry(once ?? throw new InvalidOperationException($"{order.BookingKey} never held what {order.UndoKey} takes back."), taken));
        var marker = Marker(order, markers.Count, invoices, chunk.Marker.FromAccount + missing, left - missing, isLast: isAll);
        return await CommitAsync(order, markers, chunk with { Invoices = invoices, OfAccount = Merged(ofAccount), Marker = marker }, cancellationToken);
    }

    /// <summary>What the account paid, the latest use first, in portions of one query; at least one, for the account itself.</summary>
    private async Task<IReadOnlyList<(string Number, string BookingKey)[]>> UsesAsync(string debtorId, CancellationToken cancellationToken)
    {
        var uses = await AccountUse.UsesAsync(debtors, debtorId, cancellationToken);
        (string Number, string BookingKey)[][] portions = [.. uses.SelectMany(use => use.Parts.Reverse().Select(part => (part.Number, use.ReceiptKey))).Chunk(UndoFacts.MostInvoices)];
        return portions.Length == 0 ? [[]] : portions;
    }

    // One use that paid several invoices has one entry on the account: it is reversed once, by all that is taken from it.
    private static List<UndoneEntry> Merged(IEnumerable<UndoneEntry> entries) =>
        [.. entries.GroupBy(part => part.Entry.RowKey, StringComparer.Ordinal).Select(parts => parts.First() with { Amount = parts.Sum(part => part.Amount) })];

    private async Task<Step?> CommitAsync(UndoOrder order, IReadOnlyList<UndoMarker> markers, Chunk chunk, CancellationToken cancellationToken)
    {
        // What finds an invoice again that opens anew: before it does.
        var reopened = chunk.Invoices.Where(invoice => invoice.Closed is not null).Select(invoice => (order.DebtorId, invoice.Undone.After.Number)).ToList();
        if (reopened.Count > 0) await work.PutManyAsync(clock.Today.AddDays(1), WorkPurpose.Remind, reopened, cancellationToken);
        var head = UndoBatch.After(chunk.Head, chunk.OfAccount) with { Allocating = chunk.Marker.IsLast ? null : order.UndoKey };
        var batch = new UndoBatch(order.UndoKey, order.ValueDate, clock.Now).Of(head, chunk.Marker, chunk.Invoices, chunk.OfAccount);
        var commit = await store.CommitAsync(batch, cancellationToken);
        if (!commit.IsCommitted) return null;
        return new Step(chunk.Marker.IsLast ? Done(head, [.. markers, chunk.Marker]) : null);
    }

    private static UndoMarker Marker(UndoOrder order, int chunk, IEnumerable<ReopenedInvoice> invoices, Money fromAccount, Money left, bool isLast) => new()
    {
        PartitionKey = order.DebtorId,
        RowKey = UndoMarker.Key(order.UndoKey, chunk),
        UndoKey = order.UndoKey,
        BookingKey = order.BookingKey,
        Chunk = chunk,
        Parts = [.. invoices.Select(invoice => new ReceiptPart(invoice.Undone.After.Number, invoice.Undone.Amount))],
        FromAccount = fromAccount,
        Left = left,
        IsLast = isLast,
    };

    private static UndoneOrder Done(DebtorHead head, IReadOnlyList<UndoMarker> markers) =>
        new(head, [.. markers.SelectMany(marker => marker.Parts)], markers.Sum(marker => marker.FromAccount));

    private sealed record Chosen(string BookingKey, IReadOnlyList<string> Numbers, bool IsAll);

    private sealed record Chunk(DebtorHead Head, List<ReopenedInvoice> Invoices, List<UndoneEntry> OfAccount, UndoMarker Marker);

    private sealed record Step(UndoneOrder? Done);
}
