using Smart.Local.Runtime;

namespace Smart.Local.Durable;

/// <summary>Work in order of (due time, sequence). An item taken back stays in the heap and is skipped.</summary>
internal sealed class WorkQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<WorkItem, (long At, long Sequence)> _heap = new();
    private long _sequence;

    internal void Add(WorkItem item, DateTimeOffset at)
    {
        lock (_gate)
        {
            item.Due = new WorkDue(at, ++_sequence);
            _heap.Enqueue(item, (at.UtcTicks, item.Due.Sequence));
        }
    }

    internal WorkDue? Peek()
    {
        lock (_gate)
        {
            return Skip() ? _heap.Peek().Due : null;
        }
    }

    internal WorkItem? TakeReady(DateTimeOffset now)
    {
        lock (_gate)
        {
            return Skip() && _heap.Peek().Due.At <= now ? _heap.Dequeue() : null;
        }
    }

    private bool Skip()
    {
        while (_heap.TryPeek(out var item, out _) && item.Canceled)
        {
            _heap.Dequeue();
        }

        return _heap.Count > 0;
    }
}

/// <summary>One piece of work for one instance.</summary>
internal abstract class WorkItem(string instanceId)
{
    internal string InstanceId => instanceId;

    internal WorkDue Due { get; set; }

    internal bool Canceled { get; set; }

    internal int Failures { get; set; }
}

/// <summary>One piece of work of an instance in memory.</summary>
internal abstract class InstanceWork(InstanceState state) : WorkItem(state.Row.Id)
{
    internal InstanceState State => state;
}

/// <summary>Let the orchestrator take in what has come.</summary>
internal sealed class EpisodeWork(InstanceState state) : InstanceWork(state);

/// <summary>Bring the messages of one batch to their receivers.</summary>
internal sealed class DeliveryWork(InstanceState state, BatchRef batch) : InstanceWork(state)
{
    internal BatchRef Batch => batch;
}

/// <summary>Run an activity and record its outcome.</summary>
internal sealed class ActivityWork(InstanceState state, int execution, int id) : InstanceWork(state)
{
    internal int Execution => execution;

    internal int Id => id;

    /// <summary>The outcome, when it is known and only its recording failed.</summary>
    internal ResultEvent? Outcome { get; set; }
}

/// <summary>Hand in an event that a fault made late. Nothing stores it: lost with the process, as an event may be.</summary>
internal sealed class LateEventWork(string instanceId, EventRaised raised) : WorkItem(instanceId)
{
    internal EventRaised Raised => raised;
}
