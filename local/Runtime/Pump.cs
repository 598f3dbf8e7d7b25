using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Smart.Local.Runtime;

/// <summary>
/// Runs the ready work of its sources in the background, the earliest due first. With one worker, one piece of work at
/// a time and in an order that depends on nothing but due times and sequences.
/// </summary>
internal sealed class Pump : IAsyncDisposable
{
    // A request that takes longer waits for background work: a single worker lets it have that work.
    private static readonly TimeSpan RequestHeadStart = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<IWorkSource> _sources;
    private readonly TimeProvider _clock;
    private readonly Fence _fence;
    private readonly ILogger _logger;
    private readonly int _workers;
    private readonly HashSet<IWorkSource> _declined = [];
    private readonly List<TaskCompletionSource> _idleWaiters = [];
    private readonly AsyncSignal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private int _running;
    private int _requests;
    private long _lastRequestAt;
    private long _changes;

    public Pump(IReadOnlyList<IWorkSource> sources, TimeProvider clock, Fence fence, int workers, ILogger logger)
    {
        _sources = sources;
        _clock = clock;
        _fence = fence;
        _workers = workers;
        _logger = logger;
        foreach (var source in sources)
            source.WorkArrived += OnWorkArrived;
    }

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>When the next work is due; null when there is none.</summary>
    public DateTimeOffset? NextDue() => _sources.Select(source => source.NextDue()?.At).Min();

    /// <summary>An HTTP request is in flight until the answer is disposed: nothing is at rest meanwhile.</summary>
    public IDisposable BeginRequest()
    {
        lock (_gate)
        {
            _requests++;
            _lastRequestAt = Environment.TickCount64;
        }

        return new RequestInFlight(this);
    }

    /// <summary>Ends when no work runs or is ready and no request is in flight.</summary>
    /// <param name="patience">Real time after which <see cref="TimeoutException"/> says what is going on.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task RunUntilIdleAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _idleWaiters.Add(idle);
        Signal();
        try
        {
            await idle.Task.WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException e)
        {
            var ready = string.Join(", ", _sources.Where(IsReady).Select(source => source.Name));
            throw new TimeoutException($"Not at rest after {patience}: {_running} running, {_requests} requests, ready: {ready}.", e);
        }
    }

    /// <summary>Looks for work again.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            _changes++;
            _declined.Clear();
        }

        _signal.Set();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
            source.WorkArrived -= OnWorkArrived;
        await _stopping.CancelAsync();
        Signal();
        await _loop;
        _stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        var running = new HashSet<Task>();
        while (!_stopping.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            while (NextReady() is { } source)
                running.Add(Task.Run(() => RunAsync(source)));
            if (_fence.IsClosed)
                ReleaseWaitersOnStop();
            else
                ReleaseIdleWaiters();
            if (!await _signal.WaitAsync(TimeToNext()))
                AskAgain();
        }

        await Task.WhenAll(running);
        ReleaseWaitersOnStop();
    }

    // Time has passed: a source that declined may have work now, whether or not it says so.
    private void AskAgain()
    {
        lock (_gate)
            _declined.Clear();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A source that fails must not end the pump.")]
    private async Task RunAsync(IWorkSource source)
    {
        var before = Interlocked.Read(ref _changes);
        var did = false;
        try
        {
            did = await source.RunOneAsync(_stopping.Token);
        }
        catch (Exception e) when (e is FencedException or OperationCanceledException)
        {
            // The generation ends; the work stays where it was.
        }
        catch (Exception e)
        {
            _logger.LogError(e, "{Source} could not run its work", source.Name);
        }

        lock (_gate)
        {
            _running--;
            if (did)
                _declined.Clear();
            else if (before == _changes)
                _declined.Add(source);
        }

        _signal.Set();
    }

    private IWorkSource? NextReady()
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested || _fence.IsClosed || _running >= _workers || RequestGoesFirst())
                return null;
            var best = _sources
                .Where(source => !_declined.Contains(source))
                .Select(source => (Source: source, Due: source.NextDue()))
                .Where(candidate => candidate.Due?.At <= _clock.GetUtcNow())
                .OrderBy(candidate => candidate.Due!.Value.At)
                .ThenBy(candidate => candidate.Due!.Value.Sequence)
                .FirstOrDefault();
            if (best.Source is not null)
                _running++;
            return best.Source;
        }
    }

    private bool RequestGoesFirst()
        => _workers == 1 && _requests > 0 && Environment.TickCount64 - _lastRequestAt < RequestHeadStart.TotalMilliseconds;

    private bool IsReady(IWorkSource source) => source.NextDue()?.At <= _clock.GetUtcNow();

    private void ReleaseIdleWaiters()
    {
        lock (_gate)
        {
            if (_idleWaiters.Count == 0 || _running > 0 || _requests > 0 || _sources.Any(source => !_declined.Contains(source) && IsReady(source)))
                return;
            foreach (var waiter in _idleWaiters)
                waiter.TrySetResult();
            _idleWaiters.Clear();
        }
    }

    private void ReleaseWaitersOnStop()
    {
        lock (_gate)
        {
            foreach (var waiter in _idleWaiters)
                waiter.TrySetException(new FencedException());
            _idleWaiters.Clear();
        }
    }

    private TimeSpan TimeToNext()
    {
        lock (_gate)
        {
            if (RequestGoesFirst())
                return RequestHeadStart;
        }

        if (_clock is VirtualClock || NextDue() is not { } due)
            return Timeout.InfiniteTimeSpan;
        var wait = due - _clock.GetUtcNow();
        // Longer waits than the semaphore takes, and changes of the machine's clock, are met by looking again.
        return wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(Math.Min(wait.TotalMilliseconds + 1, 60_000));
    }

    private void OnWorkArrived(object? sender, EventArgs e) => Signal();

    private sealed class RequestInFlight(Pump pump) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0)
                return;
            lock (pump._gate)
                pump._requests--;
            pump.Signal();
        }
    }
}
