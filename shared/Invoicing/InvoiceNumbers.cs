using System.Collections.Concurrent;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>
/// The number series: a number is claimed by inserting its row, and only when the one before is there, so a series has no gap.
/// What this process knows of a series saves reads; the rows alone decide.
/// </summary>
public sealed class InvoiceNumbers(TableStore store) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<int, Known> _last = new();

    /// <summary>
    /// Waits for this process's turn to claim. Claimers of other processes are met at the insert; those of this one would only
    /// take numbers from under each other.
    /// </summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    /// <summary>The claim of a number, or null.</summary>
    public Task<NumberRow?> FindAsync(InvoiceNumber number, CancellationToken cancellationToken = default) =>
        store.FindAsync<NumberRow>(TableNames.Numbers, NumberRow.Series(number.Year), number.ToString(), cancellationToken);

    /// <summary>
    /// The number to try next: one more than the last that this process knows of. Only the first call of a process looks for the
    /// end of the series, by doubling steps and halving the rest: about two reads a binary digit.
    /// </summary>
    internal async Task<InvoiceNumber> NextAsync(int year, CancellationToken cancellationToken)
    {
        if (!_last.ContainsKey(year))
        {
            if (await FindAsync(InvoiceNumber.FirstOf(year), cancellationToken) is not { } first) return InvoiceNumber.FirstOf(year);
            await MeetAsync(first, cancellationToken);
        }

        return _last[year].Row.Number.Next;
    }

    /// <summary>The claim before a number, and whether its invoice is known to be written; null for the first number.</summary>
    internal async Task<(NumberRow Row, bool IsSettled)?> BeforeAsync(InvoiceNumber number, CancellationToken cancellationToken)
    {
        if (number.Previous is not { } previous) return null;
        if (_last.TryGetValue(number.Year, out var known) && known.Row.Number == previous) return (known.Row, known.IsSettled);
        var row = await FindAsync(previous, cancellationToken) ?? throw new InvalidOperationException($"{number} is to follow {previous}, which is missing.");
        return (row, false);
    }

    /// <summary>Inserts a claim: true when it is ours, also when an earlier attempt made it.</summary>
    internal async Task<bool> TryClaimAsync(NumberRow row, CancellationToken cancellationToken)
    {
        var commit = await store.CommitAsync(new RowBatch(TableNames.Numbers, row.PartitionKey).Insert(row), cancellationToken);
        if (!commit.IsCommitted) return false;
        _last[row.Number.Year] = new Known(row, IsSettled: true);
        return true;
    }

    /// <summary>Another process claimed a number: looks for the end of the series from there.</summary>
    internal async Task MeetAsync(NumberRow stranger, CancellationToken cancellationToken)
    {
        var low = stranger;
        var step = 1;
        for (; await FindAsync(After(low, step), cancellationToken) is { } further; step *= 2) low = further;
        var (from, beyond) = (low.Number.Ordinal, low.Number.Ordinal + step);
        while (beyond - from > 1)
        {
            var middle = from + ((beyond - from) / 2);
            if (await FindAsync(new InvoiceNumber(low.Number.Year, middle), cancellationToken) is { } further) (low, from) = (further, middle);
            else beyond = middle;
        }

        _last[low.Number.Year] = new Known(low, IsSettled: false);
    }

    /// <summary>The invoice of a claim may not be written: whoever claims next looks after it.</summary>
    internal void Doubt(InvoiceNumber number) => Mark(number, isSettled: false);

    /// <summary>The invoice of a claim is written.</summary>
    internal void Settle(InvoiceNumber number) => Mark(number, isSettled: true);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private static InvoiceNumber After(NumberRow row, int step) => row.Number with { Ordinal = row.Number.Ordinal + step };

    private void Mark(InvoiceNumber number, bool isSettled)
    {
        if (_last.TryGetValue(number.Year, out var known) && known.Row.Number == number)
        {
            _last.TryUpdate(number.Year, known with { IsSettled = isSettled }, known);
        }
    }

    /// <summary>The last claim known of a series. One of our own counts as settled while its invoice is being written.</summary>
    private sealed record Known(NumberRow Row, bool IsSettled);

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
