namespace Smart.Local.Broker;

/// <summary>The message ids of the last while, so that a message sent again is dropped.</summary>
/// <param name="window">How long an id counts; zero: none does.</param>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private readonly Dictionary<string, (DateTimeOffset SentAt, long Sequence)> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset SentAt, string Id)> _order = new();

    /// <summary>Whether a message sent then still counts.</summary>
    public bool Covers(DateTimeOffset sentAt, DateTimeOffset now) => sentAt + window > now;

    /// <summary>The sequence of the message with that id in the window; null when there is none.</summary>
    public long? Find(string id, DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && !Covers(oldest.SentAt, now))
        {
            _order.Dequeue();
            if (_ids.TryGetValue(oldest.Id, out var entry) && !Covers(entry.SentAt, now))
                _ids.Remove(oldest.Id);
        }

        return _ids.TryGetValue(id, out var known) && Covers(known.SentAt, now) ? known.Sequence : null;
    }

    public void Add(string id, DateTimeOffset sentAt, long sequence)
    {
        if (_ids.TryGetValue(id, out var known) && known.SentAt >= sentAt)
            return;
        _ids[id] = (sentAt, sequence);
        _order.Enqueue((sentAt, id));
    }

    public void Remove(string id) => _ids.Remove(id);
}
