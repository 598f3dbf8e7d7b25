namespace Smart.Local.Broker;

/// <summary>
/// How memory and rows stay one. Whoever changes a message claims it first, writes its row, and only then changes memory. A
/// write that failed may have taken effect all the same: the message is in doubt, nobody touches it, and whatever the queue
/// does next begins with reading its row. The row decides.
/// </summary>
public sealed partial class MessageQueue
{
    private const int TombstonesAPurge = 100;

    private readonly SemaphoreSlim _resolving = new(1, 1);
    private readonly HashSet<long> _doubts = [];
    private readonly HashSet<long> _moving = [];
    private readonly Queue<BrokerMessage> _done = new();

    /// <summary>Deletes the rows of messages that are done and detect no duplicates any more.</summary>
    public async Task PurgeAsync()
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

        // Rows that a failure leaves behind are found again by the next start.
        await _table.DeleteAsync(Name, over);
    }

    /// <summary>Writes the next state of a message that the caller has claimed.</summary>
    private async Task WriteAsync(BrokerMessage message)
    {
        try
        {
            await _table.SaveAsync(message);
            lock (_gate)
                Replace(message);
        }
        catch
        {
            lock (_gate)
                _doubts.Add(message.Sequence);
            throw;
        }
        finally
        {
            OnChanged();
        }
    }

    /// <summary>Reads the row of each message in doubt; throws when storage does not say, and the doubts remain.</summary>
    private async Task ResolveDoubtsAsync()
    {
        lock (_gate)
        {
            if (_doubts.Count == 0)
                return;
        }

        await _resolving.WaitAsync();
        try
        {
            while (AnyDoubt() is { } sequence)
            {
                var row = await _table.FindAsync(Name, sequence);
                lock (_gate)
                {
                    Resolve(sequence, row);
                    _doubts.Remove(sequence);
                }
            }
        }
        finally
        {
            _resolving.Release();
        }

        OnChanged();
    }

    private long? AnyDoubt()
    {
        lock (_gate)
            return _doubts.Count == 0 ? null : _doubts.First();
    }

    private void Resolve(long sequence, BrokerMessage? row)
    {
        if (!_messages.TryGetValue(sequence, out var known))
        {
            // It was being sent.
            if (row is not null)
                Arrive(row);
        }
        else if (row is not null && (row.State, row.FailedDeliveries) != (known.State, known.FailedDeliveries))
        {
            Replace(row);
        }
        else if (_locks.Holds(sequence))
        {
            _locks.GiveBack(sequence);
        }
        else
        {
            Replace(known);
        }
    }

    /// <summary>The row stands so: lock and claim are over.</summary>
    private void Replace(BrokerMessage message)
    {
        _moving.Remove(message.Sequence);
        Place(message);
        if (_locks.Remove(message.Sequence) is not null)
            _order.Free(message);
    }

    private void Place(BrokerMessage message)
    {
        _messages[message.Sequence] = message;
        if (message.State == MessageState.Active)
            _order.Add(message);
        else if (message.State == MessageState.Done)
            _done.Enqueue(message);
    }
}
