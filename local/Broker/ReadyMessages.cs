namespace Smart.Local.Broker;

/// <summary>Messages to be delivered, those of the future apart. Each step takes logarithmic time. Not synchronised.</summary>
/// <param name="shuffleSeed">Shuffles those that are ready; null: oldest first.</param>
internal sealed class ReadyMessages(int? shuffleSeed)
{
    private readonly SortedSet<BrokerMessage> _later = new(OldestFirst);
    private readonly SortedSet<(ulong Rank, BrokerMessage Message)> _ready =
        new(Comparer<(ulong Rank, BrokerMessage Message)>.Create((a, b) => a.Rank == b.Rank ? Compare(a.Message, b.Message) : a.Rank.CompareTo(b.Rank)));

    /// <summary>By the instant a message may be delivered, then by arrival: one that was abandoned is the first again.</summary>
    public static IComparer<BrokerMessage> OldestFirst { get; } = Comparer<BrokerMessage>.Create(Compare);

    public void Add(BrokerMessage message) => _later.Add(message);

    public bool Remove(BrokerMessage message) => _later.Remove(message) || _ready.Remove((Rank(message), message));

    /// <summary>The next message, and when; null when there is none.</summary>
    public BrokerMessage? Next(DateTimeOffset now)
    {
        while (_later.Min is { } first && first.EnqueueAt <= now)
        {
            _later.Remove(first);
            _ready.Add((Rank(first), first));
        }

        return _ready.Count > 0 ? _ready.Min.Message : _later.Min;
    }

    private static int Compare(BrokerMessage a, BrokerMessage b)
        => a.EnqueueAt == b.EnqueueAt ? a.Sequence.CompareTo(b.Sequence) : a.EnqueueAt.CompareTo(b.EnqueueAt);

    /// <summary>Another place for each delivery, from the seed alone: splitmix64.</summary>
    private ulong Rank(BrokerMessage message)
    {
        if (shuffleSeed is not { } seed)
            return 0;
        var x = ((ulong)seed << 32) ^ ((ulong)message.Sequence * 31) ^ (ulong)message.FailedDeliveries;
        x = unchecked(x + 0x9E3779B97F4A7C15);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
    }
}
