namespace Smart.Local.Broker;

/// <summary>
/// What is delivered next. In a queue with sessions each session is a queue of its own: only its first message is offered,
/// and none while one of it is in the hands of a receiver. Not synchronised: its queue is.
/// </summary>
/// <param name="bySession">Whether sessions count.</param>
/// <param name="shuffleSeed">Shuffles what is offered; null: oldest first.</param>
internal sealed class DeliveryOrder(bool bySession, int? shuffleSeed)
{
    private readonly ReadyMessages _offered = new(shuffleSeed);
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public void Add(BrokerMessage message) => Change(message, session => session.Waiting.Add(message), () => _offered.Add(message));

    public void Remove(BrokerMessage message) => Change(message, session => session.Waiting.Remove(message), () => _offered.Remove(message));

    /// <summary>The message that is offered next, whether it may be delivered yet or not; null when there is none.</summary>
    public BrokerMessage? Next(DateTimeOffset now) => _offered.Next(now);

    /// <summary>Takes that message, and with it its session.</summary>
    public void Take(BrokerMessage message) => Change(
        message,
        session =>
        {
            session.Waiting.Remove(message);
            session.IsTaken = true;
        },
        () => _offered.Remove(message));

    /// <summary>The receiver of a message has left it: its session goes on.</summary>
    public void Free(BrokerMessage message) => Change(message, session => session.IsTaken = false, () => { });

    private void Change(BrokerMessage message, Action<Session> inSession, Action otherwise)
    {
        if (!bySession || message.SessionId is not { } id)
        {
            otherwise();
            return;
        }

        if (!_sessions.TryGetValue(id, out var session))
            _sessions.Add(id, session = new Session());
        if (session.Offered is { } offered)
            _offered.Remove(offered);
        inSession(session);
        if (session.Offered is { } first)
            _offered.Add(first);
        else if (!session.IsTaken)
            _sessions.Remove(id);
    }

    private sealed class Session
    {
        public SortedSet<BrokerMessage> Waiting { get; } = new(ReadyMessages.OldestFirst);

        public bool IsTaken { get; set; }

        public BrokerMessage? Offered => IsTaken ? null : Waiting.Min;
    }
}
