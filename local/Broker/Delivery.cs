namespace Smart.Local.Broker;

/// <summary>A message in the hands of a receiver, and its lock.</summary>
public sealed class Delivery
{
    private readonly DateTimeOffset _receivedAt;
    private readonly TimeSpan _lockDuration;
    private readonly DateTimeOffset _renewedUntil;

    internal Delivery(BrokerMessage message, DateTimeOffset now, BrokerOptions options)
    {
        Message = message;
        _receivedAt = now;
        _lockDuration = options.LockDuration;
        _renewedUntil = PeriodEnd(options.MaxAutoLockRenewalDuration - TimeSpan.FromTicks(1));
        LockedUntil = now + _lockDuration;
    }

    /// <summary>The message as it was when it was received.</summary>
    public BrokerMessage Message { get; }

    /// <summary>Its number in the queue.</summary>
    public long Sequence => Message.Sequence;

    /// <summary>What settles this delivery and no other.</summary>
    public Guid LockToken { get; } = Guid.NewGuid();

    /// <summary>When the lock ends, automatic renewals aside.</summary>
    public DateTimeOffset LockedUntil { get; private set; }

    /// <summary>Which delivery of the message this is, from 1.</summary>
    public int DeliveryCount => Message.FailedDeliveries + 1;

    /// <summary>Whether the function that received it still runs: until then its lock is renewed each time it would end.</summary>
    internal bool IsInHand { get; private set; } = true;

    /// <summary>Whether somebody is writing the message's next state: nobody else may.</summary>
    internal bool IsClaimed { get; set; }

    /// <summary>When the lock ends.</summary>
    internal DateTimeOffset EndsAt => IsInHand && _renewedUntil > LockedUntil ? _renewedUntil : LockedUntil;

    internal void Renew(DateTimeOffset now) => LockedUntil = now + _lockDuration;

    /// <summary>The function has ended: the lock is not renewed any more.</summary>
    internal void LetGo(DateTimeOffset now)
    {
        var renewed = PeriodEnd(now - _receivedAt);
        if (renewed > _renewedUntil)
            renewed = _renewedUntil;
        if (renewed > LockedUntil)
            LockedUntil = renewed;
        IsInHand = false;
    }

    /// <summary>The end of the lock that was taken or renewed last before so much time had passed.</summary>
    private DateTimeOffset PeriodEnd(TimeSpan passed)
        => _receivedAt + (_lockDuration * (1 + Math.Max(0, passed.Ticks / _lockDuration.Ticks)));
}

/// <summary>How a receiver leaves a message.</summary>
/// <param name="State">Where it stands then; active: back in the queue.</param>
/// <param name="Properties">Properties to set on it.</param>
public sealed record Settlement(MessageState State, IReadOnlyDictionary<string, object>? Properties = null);
