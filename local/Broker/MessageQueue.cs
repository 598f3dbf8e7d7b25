using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;

namespace Smart.Local.Broker;

/// <summary>
/// One queue, in memory with its rows behind it: peek-lock with expiry and renewal, delivery count, dead letters, scheduled
/// messages, sessions and duplicate detection. A lock lives in memory only; a restart releases it at once. A delivery counts
/// when it ends without settling: by abandoning or by the lock's end.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle, all that it could dispose of, is never asked for.")]
public sealed partial class MessageQueue
{
    // How long the queue leaves its storage alone after a failure.
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, BrokerMessage> _messages = [];
    private readonly DeliveryOrder _order;
    private readonly DeliveryLocks _locks = new();
    private readonly QueueDefinition _definition;
    private readonly MessageTable _table;
    private readonly TimeProvider _clock;
    private readonly BrokerOptions _options;
    private readonly int _mostAtOnce;
    private long _nextSequence;
    private int _inHand;
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    private MessageQueue(QueueDefinition definition, MessageTable table, TimeProvider clock, BrokerOptions options)
    {
        _definition = definition;
        _table = table;
        _clock = clock;
        _options = options;
        _order = new DeliveryOrder(definition.HasSessions, options.ShuffleSeed);
        _recent = new DuplicateWindow(options.DuplicateWindow);
        _mostAtOnce = definition.HasSessions ? options.MaxConcurrentSessions : options.MaxConcurrentCalls;
    }

    /// <summary>Raised when a message may have become ready, on any thread.</summary>
    internal event EventHandler? Changed;

    /// <summary>Its name.</summary>
    public string Name => _definition.Name;

    internal static async Task<MessageQueue> OpenAsync(QueueDefinition definition, MessageTable table, TimeProvider clock, BrokerOptions options, CancellationToken cancellationToken)
    {
        var queue = new MessageQueue(definition, table, clock, options);
        (var messages, queue._nextSequence) = await table.OpenQueueAsync(definition.Name, cancellationToken);
        foreach (var message in messages)
        {
            queue.Place(message);
            queue._recent.Add(message, clock.GetUtcNow());
        }

        return queue;
    }

    /// <summary>When there is something to do next: a message to deliver, a lock that ends; null when there is nothing.</summary>
    public (DateTimeOffset At, long Sequence)? NextDue()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            (DateTimeOffset At, long Sequence)? due = _doubts.Count > 0 ? (now, 0L) : _locks.First;
            if (_inHand < _mostAtOnce && _order.Next(now) is { } next && (due is null || (next.EnqueueAt, next.Sequence).CompareTo(due.Value) < 0))
                due = (next.EnqueueAt, next.Sequence);
            return due is { } first && first.At < _restsUntil ? (_restsUntil, first.Sequence) : due;
        }
    }

    /// <summary>Every message kept, oldest first, without those that are done.</summary>
    public IReadOnlyList<BrokerMessage> Peek()
    {
        lock (_gate)
            return [.. _messages.Values.Where(message => message.State != MessageState.Done)];
    }

    /// <summary>Locks the next message that may be delivered; null when there is none, or as many as may be are in hand.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Delivery?> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ResolveDoubtsAsync();
            Delivery lapsed;
            lock (_gate)
            {
                var now = _clock.GetUtcNow();
                if (_locks.ClaimEnded(now) is not { } ended)
                    return Take(now);
                lapsed = ended;
            }

            await WriteAsync(Failed(lapsed.Message, lapsed.Message.Properties));
        }
    }

    /// <summary>The receiver has ended; a message it did not settle comes again when its lock ends.</summary>
    /// <param name="delivery">What it received.</param>
    public void Release(Delivery delivery)
    {
        lock (_gate)
        {
            if (!delivery.IsInHand)
                return;
            _inHand--;
            _locks.Change(delivery, ended => ended.LetGo(_clock.GetUtcNow()));
        }

        OnChanged();
    }

    /// <summary>Settles a delivered message; <see cref="ServiceBusException"/> when it is no longer locked by that token.</summary>
    /// <param name="lockToken">The token of the delivery.</param>
    /// <param name="settlement">How the receiver leaves it.</param>
    /// <param name="cancellationToken">Gives up before anything is done.</param>
    public async Task SettleAsync(string lockToken, Settlement settlement, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ResolveDoubtsAsync();
        BrokerMessage next;
        lock (_gate)
        {
            var delivery = Locked(lockToken);
            next = After(delivery.Message, settlement);
            _locks.Claim(delivery);
        }

        await WriteAsync(next);
    }

    /// <summary>Renews a lock by the lock duration; <see cref="ServiceBusException"/> when it is lost.</summary>
    /// <param name="lockToken">The token of the delivery.</param>
    public void Renew(string lockToken)
    {
        lock (_gate)
            _locks.Change(Locked(lockToken), renewed => renewed.Renew(_clock.GetUtcNow()));
    }

    /// <summary>Takes back a message that is scheduled and not yet due.</summary>
    /// <param name="sequence">The message.</param>
    /// <param name="cancellationToken">Gives up before anything is done.</param>
    public Task CancelScheduledAsync(long sequence, CancellationToken cancellationToken = default)
        => MoveAsync(sequence, message => message.State == MessageState.Active && message.EnqueueAt > _clock.GetUtcNow(), Done, cancellationToken);

    /// <summary>Puts a dead-lettered or deferred message back into the queue, with no deliveries counted.</summary>
    /// <param name="sequence">The message.</param>
    /// <param name="cancellationToken">Gives up before anything is done.</param>
    public Task ResubmitAsync(long sequence, CancellationToken cancellationToken = default)
        => MoveAsync(
            sequence,
            message => message.State is MessageState.DeadLettered or MessageState.Deferred,
            message => message with
            {
                State = MessageState.Active,
                FailedDeliveries = 0,
                GivenUpAt = null,
                Properties = Properties.WithoutDeadLetter(message.Properties),
                EnqueueAt = _clock.GetUtcNow(),
            },
            cancellationToken);

    /// <summary>Storage has failed: it is left alone for a while.</summary>
    internal void Rest()
    {
        lock (_gate)
            _restsUntil = _clock.GetUtcNow() + RestAfterFailure;
        OnChanged();
    }

    private static BrokerMessage Done(BrokerMessage message) => message with { State = MessageState.Done, Body = BinaryData.Empty };

    private Delivery? Take(DateTimeOffset now)
    {
        if (_inHand >= _mostAtOnce || _order.Next(now) is not { } message || message.EnqueueAt > now)
            return null;
        _order.Take(message);
        var delivery = new Delivery(message, now, _options);
        _locks.Add(delivery);
        _inHand++;
        return delivery;
    }

    private Delivery Locked(string lockToken)
        => _locks.Find(lockToken, _clock.GetUtcNow())
           ?? throw new ServiceBusException($"The message is no longer locked by {lockToken}.", ServiceBusFailureReason.MessageLockLost, Name);

    private BrokerMessage After(BrokerMessage message, Settlement settlement)
    {
        var properties = Properties.Merge(message.Properties, settlement.Properties);
        return settlement.State switch
        {
            MessageState.Active => Failed(message, properties),
            MessageState.Deferred => message with { State = MessageState.Deferred, Properties = properties },
            MessageState.DeadLettered => message with { State = MessageState.DeadLettered, Properties = properties, GivenUpAt = _clock.GetUtcNow() },
            MessageState.Done => Done(message),
            _ => throw new ArgumentOutOfRangeException(nameof(settlement), settlement.State, "No such state."),
        };
    }

    private BrokerMessage Failed(BrokerMessage message, IReadOnlyDictionary<string, object> properties)
    {
        var failed = message with { FailedDeliveries = message.FailedDeliveries + 1, Properties = properties };
        return failed.FailedDeliveries < _options.MaxDeliveryCount
            ? failed
            : failed with
            {
                State = MessageState.DeadLettered,
                GivenUpAt = _clock.GetUtcNow(),
                Properties = Properties.Merge(
                    properties, Properties.DeadLetter("MaxDeliveryCountExceeded", $"Delivered {failed.FailedDeliveries} times without being settled.")),
            };
    }

    private async Task MoveAsync(long sequence, Func<BrokerMessage, bool> allowed, Func<BrokerMessage, BrokerMessage> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ResolveDoubtsAsync();
        BrokerMessage next;
        lock (_gate)
        {
            if (!_messages.TryGetValue(sequence, out var message) || !allowed(message) || _locks.Holds(sequence) || !_moving.Add(sequence))
                throw new ServiceBusException($"Queue {Name} has no such message {sequence}.", ServiceBusFailureReason.MessageNotFound, Name);
            if (message.State == MessageState.Active)
                _order.Remove(message);
            next = change(message);
        }

        await WriteAsync(next);
    }

    private void OnChanged() => Changed?.Invoke(this, EventArgs.Empty);
}
