namespace Smart.Local.Broker;

/// <summary>The locks of a queue, by token and by the instant they end. Not synchronised: its queue is.</summary>
internal sealed class DeliveryLocks
{
    private readonly Dictionary<long, Delivery> _bySequence = [];
    private readonly Dictionary<string, Delivery> _byToken = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset EndsAt, long Sequence)> _ends = [];

    /// <summary>The lock that ends first; null when there is none.</summary>
    public (DateTimeOffset EndsAt, long Sequence)? First => _ends.Count == 0 ? null : _ends.Min;

    public bool Holds(long sequence) => _bySequence.ContainsKey(sequence);

    public void Add(Delivery delivery)
    {
        _bySequence.Add(delivery.Sequence, delivery);
        _byToken.Add(delivery.LockToken.ToString(), delivery);
        _ends.Add((delivery.EndsAt, delivery.Sequence));
    }

    /// <summary>The delivery that a token locks; null when it was settled, is being settled, or its lock has ended.</summary>
    public Delivery? Find(string lockToken, DateTimeOffset now)
        => _byToken.GetValueOrDefault(lockToken) is { IsClaimed: false } delivery && delivery.EndsAt > now ? delivery : null;

    /// <summary>Claims a delivery whose lock has ended; null when there is none.</summary>
    public Delivery? ClaimEnded(DateTimeOffset now)
    {
        if (First is not { } first || first.EndsAt > now)
            return null;
        var delivery = _bySequence[first.Sequence];
        Claim(delivery);
        return delivery;
    }

    /// <summary>From here on the lock neither ends nor settles, until it is removed or given back.</summary>
    public void Claim(Delivery delivery) => Change(delivery, claimed => claimed.IsClaimed = true);

    /// <summary>Nothing came of the claim.</summary>
    public void GiveBack(long sequence) => Change(_bySequence[sequence], claimed => claimed.IsClaimed = false);

    /// <summary>Changes a delivery, also one whose lock is gone.</summary>
    public void Change(Delivery delivery, Action<Delivery> change)
    {
        var isHeld = _bySequence.GetValueOrDefault(delivery.Sequence) == delivery;
        if (isHeld)
            _ends.Remove((delivery.EndsAt, delivery.Sequence));
        change(delivery);
        if (isHeld && !delivery.IsClaimed)
            _ends.Add((delivery.EndsAt, delivery.Sequence));
    }

    /// <summary>Ends the lock of a message; null when it had none.</summary>
    public Delivery? Remove(long sequence)
    {
        if (!_bySequence.Remove(sequence, out var delivery))
            return null;
        _byToken.Remove(delivery.LockToken.ToString());
        _ends.Remove((delivery.EndsAt, sequence));
        return delivery;
    }
}
