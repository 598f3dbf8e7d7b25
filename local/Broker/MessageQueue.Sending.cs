using Azure.Messaging.ServiceBus;
using Smart.Local.Runtime;

namespace Smart.Local.Broker;

/// <summary>How messages come in: what their way does to them, then duplicate detection, then their rows.</summary>
public sealed partial class MessageQueue
{
    private readonly DuplicateWindow _recent;
    private readonly Dictionary<string, Task> _arriving = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes messages in, up to a hundred in one transaction. Gives their sequences; of one that is dropped because a message
    /// of that id came within the window, the sequence of that one.
    /// </summary>
    /// <param name="messages">The messages.</param>
    /// <param name="scheduledFor">When they may be delivered; null: as they say themselves.</param>
    /// <param name="cancellationToken">Gives up before anything is done.</param>
    public async Task<IReadOnlyList<long>> SendAsync(IEnumerable<ServiceBusMessage> messages, DateTimeOffset? scheduledFor = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = Stamp([.. messages], scheduledFor).ConvertAll(OnItsWay);
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrivals = await AdmitAsync(sent, stored.Task);
        try
        {
            await StoreAsync(arrivals);
        }
        finally
        {
            lock (_gate)
            {
                foreach (var message in arrivals)
                    _arriving.Remove(message.MessageId);
            }

            stored.SetResult();
            OnChanged();
        }

        return sent.ConvertAll(one => one.Sequence);
    }

    private List<BrokerMessage> Stamp(List<ServiceBusMessage> messages, DateTimeOffset? scheduledFor)
    {
        NewMessage.Check(_definition, messages);
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            return messages.ConvertAll(message => NewMessage.From(Name, message, _nextSequence++, now, scheduledFor));
        }
    }

    private Sent OnItsWay(BrokerMessage message)
    {
        var fate = _options.Faults?.FateOf(new MessageOnItsWay(MessageChannel.Queue, Name, message.MessageId)) ?? MessageFate.Arrives;
        return new Sent(message with { EnqueueAt = message.EnqueueAt + fate.Delay }, fate.Copies);
    }

    /// <summary>What is to be stored of that. While a message with one of the ids is being stored its outcome is waited for.</summary>
    private async Task<List<BrokerMessage>> AdmitAsync(List<Sent> sent, Task stored)
    {
        while (true)
        {
            await ResolveDoubtsAsync();
            Task? other;
            lock (_gate)
            {
                other = sent.Select(one => _arriving.GetValueOrDefault(one.Message.MessageId)).FirstOrDefault(task => task is not null);
                if (other is null && _doubts.Count == 0)
                    return Admit(sent, stored);
            }

            if (other is not null)
                await other;
        }
    }

    private List<BrokerMessage> Admit(List<Sent> sent, Task stored)
    {
        var now = _clock.GetUtcNow();
        var arrivals = new List<BrokerMessage>();
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var one in sent.Where(one => one.Copies > 0))
        {
            var (id, sequence) = (one.Message.MessageId, one.Message.Sequence);
            if (_recent.IsOn && (_recent.Find(id, now) ?? (ids.TryAdd(id, sequence) ? null : ids[id])) is { } known)
            {
                one.Sequence = known;
                continue;
            }

            _arriving[id] = stored;
            arrivals.Add(one.Message);
            for (var copy = 1; copy < one.Copies; copy++)
                arrivals.Add(one.Message with { Sequence = _nextSequence++ });
        }

        return arrivals;
    }

    private async Task StoreAsync(List<BrokerMessage> arrivals)
    {
        try
        {
            await _table.AddAsync(arrivals);
            lock (_gate)
                arrivals.ForEach(Arrive);
        }
        catch
        {
            // The sender sees the failure and may send again: what was stored all the same makes that a duplicate.
            lock (_gate)
                arrivals.ForEach(message => _doubts.Add(message.Sequence));
            throw;
        }
    }

    private void Arrive(BrokerMessage message)
    {
        Place(message);
        _recent.Add(message, _clock.GetUtcNow());
    }

    /// <summary>A message on its way, and the sequence its sender is told.</summary>
    private sealed class Sent(BrokerMessage message, int copies)
    {
        public BrokerMessage Message => message;

        public int Copies => copies;

        public long Sequence { get; set; } = message.Sequence;
    }
}
