namespace Smart.Local.Durable;

/// <summary>Keeps one history of each way an execution took.</summary>
public sealed class HistoryRecorder : IDurableObserver
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, RecordedHistory> _histories = new(StringComparer.Ordinal);

    /// <summary>What was recorded, by name.</summary>
    public IReadOnlyList<RecordedHistory> Histories
    {
        get
        {
            lock (_gate)
            {
                return [.. _histories.Values];
            }
        }
    }

    /// <inheritdoc />
    public void Ended(EndedExecution execution)
    {
        var history = RecordedHistory.Of(execution);
        lock (_gate)
        {
            _histories.TryAdd(history.Name, history);
        }
    }
}
