namespace Smart.Local.Runtime;

/// <summary>The latest invocations, in the order they ended.</summary>
/// <param name="capacity">How many are kept.</param>
public sealed class ExecutionTrace(int capacity = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Queue<TraceEntry> _entries = new();
    private long _sequence;

    /// <summary>The number of the latest entry: a mark for <see cref="Since"/>.</summary>
    public long Mark => Interlocked.Read(ref _sequence);

    /// <summary>The entries kept, oldest first.</summary>
    public IReadOnlyList<TraceEntry> Entries => Since(0);

    /// <summary>The entries after a mark, oldest first.</summary>
    /// <param name="mark">An earlier value of <see cref="Mark"/>.</param>
    public IReadOnlyList<TraceEntry> Since(long mark)
    {
        lock (_gate)
            return [.. _entries.Where(entry => entry.Sequence > mark)];
    }

    internal void Add(DateTimeOffset at, TriggerKind kind, string function, string key, Exception? error)
    {
        lock (_gate)
        {
            if (_entries.Count == capacity)
                _entries.Dequeue();
            _entries.Enqueue(new TraceEntry(++_sequence, at, kind, function, key, error is null ? null : $"{error.GetType().Name}: {error.Message}"));
        }
    }
}
