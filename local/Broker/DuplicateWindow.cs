namespace Smart.Local.Broker;

/// <summary>The message ids of the last while, so that a message sent again is dropped. Not synchronised: its queue is.</summary>
/// <param name="window">How long an id counts; zero: none does.</param>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private readonly Dictionary<string, (DateTimeOffset SentAt, long Sequence)> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset SentAt, string Id)> _order = new();

    /// <summary>Whether any id counts.</summary>
    public bool IsOn => window > TimeSpan.Zero;

    /// <summary>Whether a message sent then still counts.</summary>
    public bool Covers(DateTimeOffset sentAt, DateTimeOffset now) => sentAt + window > now;

    /// <summary>The sequence of the message with that id in the window; null when there is none.</summary>
    public long? Find(string id, DateTimeOffset now)
        => _ids.TryGetValue(id, out var known) && Covers(known.SentAt, now) ? known.Sequence : null;

    /// <summary>Notes a message that was taken in. One with the id of another in the window is a copy, and changes nothing.</summary>
    public void Add(BrokerMessage message, DateTimeOffset now)
    {
        Forget(now);
        if (!Covers(message.SentAt, now) || Find(message.MessageId, now) is not null)
            return;
        _ids[message.MessageId] = (message.SentAt, message.Sequence);
        _order.Enqueue((message.SentAt, message.MessageId));
    }

    private void Forget(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && !Covers(oldest.SentAt, now))
        {
            _order.Dequeue();
            if (_ids.TryGetValue(oldest.Id, out var known) && known.SentAt == oldest.SentAt)
                _ids.Remove(oldest.Id);
        }
    }
}
