namespace Smart.Local.Durable;

/// <summary>Keeps the histories of the instances that ran last; the others let go of theirs.</summary>
internal sealed class HistoryCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<InstanceState> _order = new();
    private readonly Dictionary<InstanceState, LinkedListNode<InstanceState>> _nodes = [];

    internal void Touch(InstanceState state)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(state, out var node))
            {
                _order.Remove(node);
            }

            _nodes[state] = _order.AddLast(state);
            for (var candidate = _order.First; _order.Count > capacity && candidate is not null;)
            {
                var next = candidate.Next;

                // One that is at work keeps its history until it is the oldest again.
                if (candidate.Value != state && candidate.Value.Gate.Wait(0))
                {
                    candidate.Value.History = null;
                    candidate.Value.Gate.Release();
                    Remove(candidate.Value);
                }

                candidate = next;
            }
        }
    }

    internal void Forget(InstanceState state)
    {
        lock (_gate)
        {
            Remove(state);
        }
    }

    private void Remove(InstanceState state)
    {
        if (_nodes.Remove(state, out var node))
        {
            _order.Remove(node);
        }
    }
}
