using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;
using Smart.Local.Runtime;

namespace Smart.Local.Durable;

/// <summary>An instance to be made.</summary>
internal sealed record NewInstance(
    string Id,
    string Name,
    string? Input,
    string Version,
    DateTimeOffset? StartAt,
    IReadOnlyDictionary<string, string>? Tags,
    ParentLink? Parent);

/// <summary>Starts and signals from outside.</summary>
public sealed partial class DurableEngine
{
    /// <summary>Starts an instance, unless one of that id stands in a status that refuses it.</summary>
    internal async Task StartAsync(
        NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus> refusing, CancellationToken cancellationToken)
    {
        while (await TryStartAsync(instance, refusing, cancellationToken) is { } live)
        {
            await EndAsync(live, cancellationToken);
        }
    }

    /// <summary>Brings an event of a client on its way: once and at once, unless the faults have it otherwise.</summary>
    internal async Task RaiseAsync(string instanceId, EventRaised raised, CancellationToken cancellationToken)
    {
        var fate = _options.Faults?.FateOf(new MessageOnItsWay(MessageChannel.Event, instanceId, raised.Name)) ?? MessageFate.Arrives;
        for (var copy = 0; copy < fate.Copies; copy++)
        {
            if (fate.Delay > TimeSpan.Zero)
            {
                Add(new LateEventWork(instanceId, raised), Now + fate.Delay);
            }
            else
            {
                await SendAsync(instanceId, raised, cancellationToken);
            }
        }
    }

    /// <summary>Puts a message into the inbox of a live instance; one for any other is dropped.</summary>
    internal async Task SendAsync(string instanceId, HistoryEvent @event, CancellationToken cancellationToken)
    {
        if (!_instances.TryGetValue(instanceId, out var state))
        {
            return;
        }

        await state.Gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(state, cancellationToken);
            if (state.Gone || state.Row.IsFinished)
            {
                return;
            }

            var sequence = NextSequence();
            var message = new InboxMessage($"c-{sequence:D12}", state.Row.Execution, sequence, @event with { At = Now });
            await _store.AddMessageAsync(instanceId, message, cancellationToken);
            state.Inbox.Add(message);
            Schedule(state);
        }
        catch
        {
            state.NeedsReload = true;
            Schedule(state);
            throw;
        }
        finally
        {
            state.Gate.Release();
        }
    }

    /// <summary>Where an instance stands; live ones without a storage call.</summary>
    internal async Task<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        _instances.TryGetValue(instanceId, out var state) && !state.NeedsReload
            ? state.Row
            : (await _store.ReadAsync(instanceId, cancellationToken))?.Row;

    /// <summary>Removes a finished instance; the finished ones below it too, when asked.</summary>
    /// <returns>How many were removed.</returns>
    internal async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        var children = recursive
            ? (await ReadHistoryAsync(instanceId, cancellationToken)).OfType<ChildStarted>().Select(child => child.InstanceId).Distinct(StringComparer.Ordinal).ToList()
            : [];
        if (!await PurgeAsync(instanceId, cancellationToken))
        {
            return 0;
        }

        var count = 1;
        foreach (var child in children)
        {
            count += await PurgeAsync(child, recursive, cancellationToken);
        }

        return count;
    }

    // Whether there was one to remove.
    private async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var creating = Starting(instanceId);
        await creating.WaitAsync(cancellationToken);
        try
        {
            var row = await CurrentAsync(instanceId, cancellationToken);
            if (row is null || row.IsLive)
            {
                return false;
            }

            await _store.PurgeAsync(instanceId, cancellationToken);
            return true;
        }
        finally
        {
            creating.Release();
        }
    }

    // The live instance that must end first, if there is one.
    private async Task<InstanceState?> TryStartAsync(
        NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus> refusing, CancellationToken cancellationToken)
    {
        var creating = Starting(instance.Id);
        await creating.WaitAsync(cancellationToken);
        try
        {
            var existing = await CurrentAsync(instance.Id, cancellationToken);
            if (existing is not null && refusing.Contains(existing.Status))
            {
                throw new OrchestrationAlreadyExistsException(
                    $"An orchestration instance '{instance.Id}' exists already and is {existing.Status}.");
            }

            if (_instances.TryGetValue(instance.Id, out var live))
            {
                return live;
            }

            var state = await CreateAsync(instance, existing, cancellationToken);
            await ReleaseAsync(state, () => state.StartHeld = false);
            return null;
        }
        finally
        {
            creating.Release();
        }
    }

    private SemaphoreSlim Starting(string instanceId) =>
        _starting[(uint)string.GetHashCode(instanceId, StringComparison.Ordinal) % (uint)_starting.Length];

    private async Task<InstanceRow?> CurrentAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (_instances.TryGetValue(instanceId, out var state))
        {
            await state.Gate.WaitAsync(cancellationToken);
            try
            {
                await RefreshAsync(state, cancellationToken);
                if (!state.Gone)
                {
                    return state.Row;
                }
            }
            finally
            {
                state.Gate.Release();
            }
        }

        return (await _store.ReadAsync(instanceId, cancellationToken))?.Row;
    }

    private async Task<InstanceState> CreateAsync(NewInstance instance, InstanceRow? replaced, CancellationToken cancellationToken)
    {
        if (replaced is not null)
        {
            await _store.PurgeAsync(instance.Id, cancellationToken);
        }

        var now = Now;
        var execution = (replaced?.Execution ?? 0) + 1;
        var row = new InstanceRow
        {
            Id = instance.Id,
            Name = instance.Name,
            Version = instance.Version,
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            Execution = execution,
            FirstExecution = execution,
            NeedsStart = true,
            StartAt = instance.StartAt > now ? instance.StartAt : null,
            Parent = instance.Parent,
            Tags = instance.Tags ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
        var prelude = new HistoryBatch(
            new BatchRef(execution, 0), [new ExecutionStarted(instance.Name, instance.Input, instance.Version, instance.Parent) { At = now }]);
        var state = new InstanceState(row) { StartHeld = true, History = [prelude] };
        _instances[instance.Id] = state;
        try
        {
            var commit = new DurableCommit { Row = row, Append = prelude.Events, AppendTo = prelude.Ref, Input = new Text(instance.Input) };
            await _store.CommitAsync(commit, cancellationToken);
            Tell(row, prelude.Events);
        }
        catch
        {
            await state.Gate.WaitAsync(CancellationToken.None);
            state.NeedsReload = true;
            state.StartHeld = instance.Parent is not null;
            Schedule(state);
            state.Gate.Release();
            throw;
        }

        _cache.Touch(state);
        return state;
    }

    // A start replaces a live instance: that one ends first, and its last messages leave.
    private async Task EndAsync(InstanceState state, CancellationToken cancellationToken)
    {
        if (!state.Row.IsFinished)
        {
            await SendAsync(state.Row.Id, new ExecutionTerminated(null, false), cancellationToken);
            await state.Gate.WaitAsync(cancellationToken);
            try
            {
                await RunEpisodeAsync(state, cancellationToken);
            }
            catch
            {
                state.NeedsReload = true;
                throw;
            }
            finally
            {
                state.Gate.Release();
            }
        }

        foreach (var batch in state.Row.Undelivered)
        {
            await DeliverAsync(state, batch, cancellationToken);
        }

        if (!state.Gone)
        {
            throw new InvalidOperationException($"The live instance '{state.Row.Id}' could not be ended; start it again later.");
        }
    }
}
