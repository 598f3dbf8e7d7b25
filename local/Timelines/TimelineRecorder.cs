using System.Collections.Concurrent;
using Smart.Local.Durable;

namespace Smart.Local.Timelines;

/// <summary>
/// Keeps every step of every orchestration in memory, also of executions that continued as new: for stories that have an end, not
/// for a process that lives for months. It outlives a restart of the runtime.
/// </summary>
public sealed class TimelineRecorder : IDurableObserver
{
    private readonly ConcurrentDictionary<string, Recording> _instances = new(StringComparer.Ordinal);

    /// <summary>The ids of the instances seen, in order of their start.</summary>
    public IReadOnlyList<string> Instances =>
        [.. _instances.OrderBy(pair => pair.Value.Began).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];

    /// <inheritdoc />
    public void Committed(InstanceRow row, IReadOnlyList<HistoryEvent> events) => _instances.GetOrAdd(row.Id, _ => new Recording()).Add(row, events);

    /// <summary>Whose timeline an instance has; null when it was not seen.</summary>
    /// <param name="instanceId">The instance.</param>
    public TimelineSubject? Find(string instanceId) => _instances.TryGetValue(instanceId, out var recording) ? recording.Subject : null;

    /// <summary>Everything seen of an instance, in order; empty when it was not seen.</summary>
    /// <param name="instanceId">The instance.</param>
    public IReadOnlyList<HistoryEvent> Read(string instanceId) => _instances.TryGetValue(instanceId, out var recording) ? recording.Events : [];

    private sealed class Recording
    {
        private readonly Lock _gate = new();
        private readonly List<HistoryEvent> _events = [];
        private InstanceRow? _last;

        public DateTimeOffset Began { get; private set; }

        public TimelineSubject Subject
        {
            get
            {
                lock (_gate) return new TimelineSubject(_last!.Name, _last.Id, _last.Status);
            }
        }

        public IReadOnlyList<HistoryEvent> Events
        {
            get
            {
                lock (_gate) return [.. _events];
            }
        }

        public void Add(InstanceRow row, IReadOnlyList<HistoryEvent> events)
        {
            lock (_gate)
            {
                if (_last is null) Began = row.CreatedAt;
                if (!Follows(row, events)) _events.Add(new StepNotSeen { At = events[0].At });
                _events.AddRange(events);
                _last = row;
            }
        }

        // A start has a number of its own, or that of the step in which the execution before it ended.
        private bool Follows(InstanceRow row, IReadOnlyList<HistoryEvent> events)
        {
            if (events[0] is not ExecutionStarted) return _last is not null && row.Execution == _last.Execution && row.Episode == _last.Episode + 1;
            return row.Episode == 0 || (_last is not null && row.Execution == _last.Execution + 1 && row.Episode == _last.Episode);
        }
    }
}
