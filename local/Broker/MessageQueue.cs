using Azure.Messaging.ServiceBus;

namespace Smart.Local.Broker;

/// <summary>
/// One queue, in memory with its rows behind it: peek-lock with expiry, delivery count, dead letters, scheduled messages
/// and duplicate detection. A lock lives in memory only; a restart releases it at once. As in Azure, a delivery counts
/// when it ends without settling: by abandoning or by the lock's end.
/// </summary>
internal sealed class MessageQueue
{
    private const int TombstonesAPurge = 100;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, BrokerMessage> _messages = [];
    private readonly SortedSet<(DateTimeOffset At, long Sequence)> _waiting = [];
    private readonly Dictionary<long, Delivery> _locked = [];
    private readonly Queue<BrokerMessage> _done = new();
    private readonly DuplicateWindow _recent;
    private readonly MessageTable _table;
    private readonly TimeProvider _clock;
    private readonly BrokerOptions _options;
    private long _nextSequence;

    private MessageQueue(string name, MessageTable table, TimeProvider clock, BrokerOptions options)
    {
        Name = name;
        _table = table;
        _clock = clock;
        _options = options;
        _recent = new DuplicateWindow(options.DuplicateWindow);
    }

    public string Name { get; }

    public static async Task<MessageQueue> OpenAsync(string name, MessageTable table, TimeProvider clock, BrokerOptions options, CancellationToken cancellationToken)
    {
        var queue = new MessageQueue(name, table, clock, options);
        (var messages, queue._nextSequence) = await table.OpenQueueAsync(name, cancellationToken);
        foreach (var message in messages)
            queue.Keep(message);
        return queue;
    }

    /// <summary>When the next message may be delivered, counting locks that end; null when there is none.</summary>
    public (DateTimeOffset At, long Sequence)? NextDue()
    {
        lock (_gate)
        {
            if (_locked.Values.Count(delivery => delivery.InHand) >= _options.MaxConcurrentCalls)
                return null;
            var candidates = _locked.Values.Where(delivery => !delivery.InHand).Select(delivery => (delivery.LockedUntil, delivery.Sequence)).ToList();
            if (_waiting.Count > 0)
                candidates.Add(_waiting.Min);
            return candidates.Count == 0 ? null : candidates.Min();
        }
    }

    /// <summary>Every message kept, oldest first, without those that are done.</summary>
    public IReadOnlyList<BrokerMessage> Peek()
    {
        lock (_gate)
            return [.. _messages.Values.Where(message => message.State != MessageState.Done)];
    }

    /// <summary>Takes a message in; its sequence, also when a message of that id came within the window and this one is dropped.</summary>
    public async Task<long> SendAsync(ServiceBusMessage message, DateTimeOffset? scheduledFor, CancellationToken cancellationToken)
    {
        BrokerMessage kept;
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (message.MessageId is { } id && _recent.Find(id, now) is { } known)
                return known;
            kept = NewMessage.From(Name, message, _nextSequence++, now, scheduledFor);
            _recent.Add(kept.MessageId, now, kept.Sequence);
        }

        await StoreOrForgetAsync(kept, cancellationToken);
        lock (_gate)
            Keep(kept);
        return kept.Sequence;
    }

    /// <summary>Locks the next message that may be delivered; null when there is none.</summary>
    public async Task<Delivery?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Delivery delivery;
            lock (_gate)
            {
                var now = _clock.GetUtcNow();
                if (Expired(now) is { } lapsed)
                {
                    delivery = lapsed;
                    delivery.InHand = true;
                }
                else if (_waiting.Count == 0 || _waiting.Min.At > now || _locked.Values.Count(held => held.InHand) >= _options.MaxConcurrentCalls)
                {
                    return null;
                }
                else
                {
                    var message = _messages[_waiting.Min.Sequence];
                    _waiting.Remove(_waiting.Min);
                    delivery = new Delivery(message, now + _options.LockDuration);
                    _locked.Add(message.Sequence, delivery);
                    return delivery;
                }
            }

            await LapseAsync(delivery, cancellationToken);
        }
    }

    /// <summary>The receiver has ended; a message it did not settle comes again when its lock ends.</summary>
    public void Release(Delivery delivery)
    {
        lock (_gate)
            delivery.InHand = false;
    }

    /// <summary>Settles a delivered message; <see cref="ServiceBusException"/> when it is no longer locked by that token.</summary>
    public async Task SettleAsync(string lockToken, Settlement settlement, CancellationToken cancellationToken)
    {
        Delivery delivery;
        lock (_gate)
            delivery = Locked(lockToken);
        var properties = Properties.Merge(delivery.Message.Properties, settlement.Properties);
        if (settlement.State == MessageState.Active)
        {
            await FailAsync(delivery, properties, cancellationToken);
            return;
        }

        await ReplaceAsync(delivery.Message with { State = settlement.State, Properties = properties }, cancellationToken);
        if (settlement.State == MessageState.Done)
            await PurgeAsync(cancellationToken);
    }

    /// <summary>Renews a lock by the lock duration; <see cref="ServiceBusException"/> when it is lost.</summary>
    public void Renew(string lockToken)
    {
        lock (_gate)
            Locked(lockToken).LockedUntil = _clock.GetUtcNow() + _options.LockDuration;
    }

    /// <summary>Takes back a message that is scheduled and not yet due.</summary>
    public Task CancelScheduledAsync(long sequence, CancellationToken cancellationToken)
        => MoveAsync(sequence, message => message.State == MessageState.Active && message.EnqueueAt > _clock.GetUtcNow(), message => message with { State = MessageState.Done }, cancellationToken);

    /// <summary>Puts a dead-lettered or deferred message back into the queue, with no deliveries counted.</summary>
    public Task ResubmitAsync(long sequence, CancellationToken cancellationToken)
        => MoveAsync(
            sequence,
            message => message.State is MessageState.DeadLettered or MessageState.Deferred,
            message => message with { State = MessageState.Active, FailedDeliveries = 0, EnqueueAt = _clock.GetUtcNow() },
            cancellationToken);

    private async Task MoveAsync(long sequence, Func<BrokerMessage, bool> allowed, Func<BrokerMessage, BrokerMessage> change, CancellationToken cancellationToken)
    {
        BrokerMessage? message;
        lock (_gate)
            message = _messages.GetValueOrDefault(sequence);
        if (message is null || !allowed(message))
            throw new ServiceBusException($"Queue {Name} has no such message {sequence}.", ServiceBusFailureReason.MessageNotFound, Name);
        await ReplaceAsync(change(message), cancellationToken);
    }

    private Delivery Locked(string lockToken)
        => _locked.Values.FirstOrDefault(delivery => delivery.LockToken.ToString() == lockToken)
           ?? throw new ServiceBusException($"The message is no longer locked by {lockToken}.", ServiceBusFailureReason.MessageLockLost, Name);

    private Delivery? Expired(DateTimeOffset now)
        => _locked.Values.Where(delivery => !delivery.InHand && delivery.LockedUntil <= now).MinBy(delivery => delivery.Sequence);

    private async Task LapseAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await FailAsync(delivery, delivery.Message.Properties, cancellationToken);
        }
        finally
        {
            Release(delivery);
        }
    }

    private Task FailAsync(Delivery delivery, IReadOnlyDictionary<string, object> properties, CancellationToken cancellationToken)
    {
        var failed = delivery.Message.FailedDeliveries + 1;
        var next = delivery.Message with { FailedDeliveries = failed, Properties = properties };
        return ReplaceAsync(
            failed < _options.MaxDeliveryCount
                ? next
                : next with { State = MessageState.DeadLettered, Properties = Properties.Merge(properties, Properties.DeadLetter("MaxDeliveryCountExceeded", $"Delivered {failed} times without being settled.")) },
            cancellationToken);
    }

    private async Task ReplaceAsync(BrokerMessage message, CancellationToken cancellationToken)
    {
        await _table.SaveAsync(message, cancellationToken);
        lock (_gate)
        {
            _locked.Remove(message.Sequence);
            _waiting.RemoveWhere(waiting => waiting.Sequence == message.Sequence);
            Keep(message);
        }
    }

    private async Task StoreOrForgetAsync(BrokerMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddAsync(message, cancellationToken);
        }
        catch
        {
            // The sender sees the failure and may send again: that is no duplicate.
            lock (_gate)
                _recent.Remove(message.MessageId);
            throw;
        }
    }

    private void Keep(BrokerMessage message)
    {
        _messages[message.Sequence] = message;
        _recent.Add(message.MessageId, message.SentAt, message.Sequence);
        if (message.State == MessageState.Active)
            _waiting.Add((message.EnqueueAt, message.Sequence));
        else if (message.State == MessageState.Done)
            _done.Enqueue(message);
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var over = new List<long>();
        lock (_gate)
        {
            if (_done.Count < TombstonesAPurge)
                return;
            var now = _clock.GetUtcNow();
            while (over.Count < TombstonesAPurge && _done.TryPeek(out var oldest) && !_recent.Covers(oldest.SentAt, now))
            {
                _messages.Remove(_done.Dequeue().Sequence);
                over.Add(oldest.Sequence);
            }
        }

        await _table.DeleteAsync(Name, over, cancellationToken);
    }
}
