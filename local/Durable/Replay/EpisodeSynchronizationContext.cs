namespace Smart.Local.Durable;

/// <summary>
/// Runs the continuations of one orchestrator, one at a time, on the thread of the episode. A continuation that another
/// thread brings is proof that the orchestrator awaited something that is not durable.
/// </summary>
internal sealed class EpisodeSynchronizationContext(Action foreignAwait) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile bool _foreign;
    private volatile bool _ended;

    /// <summary>Whether an await of something foreign was seen.</summary>
    internal bool SawForeignAwait => _foreign;

    internal bool IsOwnThread => !_ended && Environment.CurrentManagedThreadId == _thread;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsOwnThread)
        {
            _queue.Enqueue((d, state));
            return;
        }

        _foreign = true;
        foreignAwait();
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    internal void Drain()
    {
        while (_queue.TryDequeue(out var work))
        {
            work.Callback(work.State);
        }
    }

    internal void End() => _ended = true;
}
