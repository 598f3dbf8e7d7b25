using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;
using Smart.Local.Runtime;

namespace Smart.Local.Durable;

/// <summary>
/// Runs orchestrations: replay from history, one episode of an instance at a time, activities at least once.
/// <para>
/// The protocol. A step of an instance (an episode) is one commit of its own partition: its state, the events added, the
/// messages taken in. What it asks for lives in that commit too: pending timers and activities in the state row, messages
/// to other instances in the events. So after a loss at any point, everything pending is found again.
/// An activity runs, then its outcome is put into the inbox of its instance; lost in between, it runs again.
/// A message to another instance is put into the receiver's inbox under a key made from sender, batch and place, then the
/// sender's state row forgets the batch, and only then may the receiver take it in: a message brought twice meets itself.
/// After a failed storage call the instance is read again before its next step, since the call may have succeeded.
/// </para>
/// </summary>
public sealed partial class DurableEngine : IWorkSource, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, InstanceState> _instances = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim[] _starting = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly WorkQueue _queue = new();
    private readonly HistoryCache _cache;
    private readonly InstanceWaiters _waiters = new();
    private readonly TimeProvider _clock;
    private readonly IDurableStore _store;
    private readonly IDurableFunctions _functions;
    private readonly DurableEngineOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private long _sequence;

    /// <summary>Makes an engine; call <see cref="LoadAsync"/> before anything else.</summary>
    /// <param name="clock">Timers, due times and the orchestrators' clock.</param>
    /// <param name="store">Where instances live.</param>
    /// <param name="functions">What it runs.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="loggers">Where it and the orchestrators log.</param>
    public DurableEngine(
        TimeProvider clock, IDurableStore store, IDurableFunctions functions, DurableEngineOptions options, ILoggerFactory loggers)
    {
        _clock = clock;
        _store = store;
        _functions = functions;
        _options = options;
        _loggers = loggers;
        _log = loggers.CreateLogger<DurableEngine>();
        _observers = [.. options.Observers ?? []];
        _cache = new HistoryCache(options.CachedHistories);
        Converter = new JsonDataConverter(options.Json);
        Client = new LocalDurableTaskClient(this);
    }

    /// <inheritdoc />
    public event EventHandler? WorkArrived;

    /// <inheritdoc />
    public string Name => "durable";

    /// <summary>The client that functions receive.</summary>
    public DurableTaskClient Client { get; }

    internal DataConverter Converter { get; }

    internal IDurableStore Store => _store;

    internal InstanceWaiters Waiters => _waiters;

    private DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Takes up whatever an earlier process left: messages under way first, then everything pending.</summary>
    /// <param name="cancellationToken">Cancels the load.</param>
    /// <returns>A task that ends when the engine may be driven.</returns>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        await _store.InitializeAsync(cancellationToken);
        var stored = await _store.LoadLiveAsync(cancellationToken);
        foreach (var instance in stored.OrderBy(instance => instance.Row.Id, StringComparer.Ordinal))
        {
            var state = new InstanceState(instance.Row);
            state.Inbox.AddRange(instance.Inbox);
            _instances[instance.Row.Id] = state;
            _sequence = Math.Max(_sequence, instance.Inbox.Select(message => message.Sequence).DefaultIfEmpty().Max());
        }

        foreach (var state in _instances.Values.OrderBy(state => state.Row.Id, StringComparer.Ordinal).ToList())
        {
            foreach (var batch in state.Row.Undelivered)
            {
                await DeliverAsync(state, batch, cancellationToken);
            }
        }

        foreach (var state in _instances.Values.OrderBy(state => state.Row.Id, StringComparer.Ordinal).ToList())
        {
            Schedule(state);
        }
    }

    /// <inheritdoc />
    public WorkDue? NextDue() => _queue.Peek();

    /// <inheritdoc />
    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        var item = _queue.TakeReady(Now);
        if (item is null)
        {
            return false;
        }

        try
        {
            await (item switch
            {
                EpisodeWork episode => RunEpisodeAsync(episode, cancellationToken),
                ActivityWork activity => RunActivityAsync(activity, cancellationToken),
                DeliveryWork delivery => DeliverAsync(delivery.State, delivery.Batch, cancellationToken),
                LateEventWork late => SendAsync(late.InstanceId, late.Raised, cancellationToken),
                _ => throw new InvalidOperationException("Unknown work."),
            });
        }
        catch (Exception failure)
        {
            _log.LogWarning(failure, "Work of instance {Instance} failed and is tried again.", item.InstanceId);
            Again(item);
            if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                throw;
            }
        }

        return true;
    }

    /// <summary>The history of the current execution, for people who want to see what happened.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Its events in order; empty when it is unknown.</returns>
    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var stored = await _store.ReadAsync(instanceId, cancellationToken);
        return stored is null
            ? []
            : [.. (await _store.ReadHistoryAsync(instanceId, stored.Row.Execution, stored.Row.Episode, cancellationToken))
                .SelectMany(batch => batch.Events)];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var state in _instances.Values)
        {
            state.Dispose();
        }

        foreach (var gate in _starting)
        {
            gate.Dispose();
        }

        await Client.DisposeAsync();
    }

    private long NextSequence() => Interlocked.Increment(ref _sequence);

    private void Add(WorkItem item, DateTimeOffset at)
    {
        _queue.Add(item, at);
        WorkArrived?.Invoke(this, EventArgs.Empty);
    }

    // A passing fault is tried again at once, a lasting one ever more rarely.
    private void Again(WorkItem item)
    {
        item.Failures++;
        var wait = item.Failures <= 3 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(item.Failures - 3, 6)));
        if (!item.Canceled)
        {
            Add(item, Now + wait);
        }
    }
}
