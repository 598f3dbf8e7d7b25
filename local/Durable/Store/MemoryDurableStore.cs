using System.Globalization;
using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>
/// A store that lives as long as the object: for tests of the engine. It keeps the stored form, so that what cannot be
/// stored is found here too.
/// </summary>
public sealed class MemoryDurableStore : IDurableStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredInstance>> LoadLiveAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredInstance>>(
                [.. _entries.Values.Where(entry => entry.Row().IsLive).Select(entry => entry.Stored())]);
        }
    }

    /// <inheritdoc />
    public Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_entries.TryGetValue(instanceId, out var entry) ? entry.Stored() : null);
        }
    }

    /// <inheritdoc />
    public Task<(InstanceRow Row, InstanceTexts Texts)?> ReadTextsAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<(InstanceRow, InstanceTexts)?>(
                _entries.TryGetValue(instanceId, out var entry) ? (entry.Row(), entry.Texts) : null);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<HistoryBatch>> ReadHistoryAsync(
        string instanceId, int execution, int lastEpisode, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<HistoryBatch>>(!_entries.TryGetValue(instanceId, out var entry)
                ? []
                : [.. entry.Batches.Where(batch => batch.Key.Execution == execution && batch.Key.Episode <= lastEpisode)
                    .OrderBy(batch => batch.Key.Episode)
                    .Select(batch => new HistoryBatch(batch.Key, EventJson.Read<List<HistoryEvent>>(batch.Value)))]);
        }
    }

    /// <inheritdoc />
    public Task AddMessageAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(instanceId, out var entry))
            {
                entry.Inbox[message.Key] = EventJson.Write(message);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> CommitAsync(DurableCommit commit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(commit.Row.Id, out var entry))
            {
                _entries[commit.Row.Id] = entry = new Entry();
            }

            entry.RowJson = EventJson.Write(commit.Row);
            entry.Texts = new InstanceTexts(
                commit.Input is null ? entry.Texts.Input : commit.Input.Value,
                commit.Output is null ? entry.Texts.Output : commit.Output.Value,
                commit.CustomStatus is null ? entry.Texts.CustomStatus : commit.CustomStatus.Value,
                commit.Failure ?? entry.Texts.Failure);
            foreach (var key in commit.Consumed)
            {
                entry.Inbox.Remove(key);
            }

            foreach (var batch in commit.Forget)
            {
                entry.Batches.Remove(batch with { Rows = 1 });
            }

            if (commit.Farewell is { } farewell)
            {
                entry.Batches[farewell.Ref with { Rows = 1 }] = EventJson.Write(farewell.Events);
            }

            if (commit.AppendTo is { } reference)
            {
                entry.Batches[reference with { Rows = 1 }] = EventJson.Write(commit.Append);
            }
        }

        return Task.FromResult(1);
    }

    /// <inheritdoc />
    public Task<(IReadOnlyList<(InstanceRow Row, InstanceTexts Texts)> Items, string? Token)> QueryAsync(
        OrchestrationQuery query, int pageSize, string? token, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
            var all = _entries.Values.Select(entry => (Row: entry.Row(), entry.Texts))
                .Where(item => query.Matches(item.Row))
                .ToList();
            var next = from + pageSize;
            return Task.FromResult<(IReadOnlyList<(InstanceRow, InstanceTexts)>, string?)>(
                ([.. all.Skip(from).Take(pageSize)], next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null));
        }
    }

    /// <inheritdoc />
    public Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _entries.Remove(instanceId);
        }

        return Task.CompletedTask;
    }

    private sealed class Entry
    {
        internal string RowJson { get; set; } = "";

        internal InstanceTexts Texts { get; set; } = new(null, null, null, null);

        internal Dictionary<string, string> Inbox { get; } = new(StringComparer.Ordinal);

        internal Dictionary<BatchRef, string> Batches { get; } = [];

        internal InstanceRow Row() => EventJson.Read<InstanceRow>(RowJson);

        internal StoredInstance Stored() => new(
            Row(), [.. Inbox.Values.Select(EventJson.Read<InboxMessage>).OrderBy(message => message.Sequence)]);
    }
}
