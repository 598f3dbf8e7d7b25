using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>What an episode takes in: which messages are consumed, and which events they become.</summary>
internal sealed class EpisodePlan
{
    // A transaction holds 100 rows: the rest waits for the next episode.
    private const int MaxMessages = 40;

    private readonly InstanceState _state;
    private readonly DateTimeOffset _now;
    private readonly HashSet<int> _openChildren;

    private EpisodePlan(InstanceState state, DateTimeOffset now)
    {
        _state = state;
        _now = now;
        var events = state.History!.SelectMany(batch => batch.Events).ToList();
        _openChildren = [.. events.OfType<ChildStarted>().Select(child => child.Id)];
        _openChildren.ExceptWith(events.Where(e => e is ChildCompleted or ChildFailed).Select(e => ((ResultEvent)e).Id));
        Status = state.Row.Status;
        Timers = [.. state.Row.Timers];
        Activities = [.. state.Row.Activities];
    }

    internal List<string> Consumed { get; } = [];

    internal List<HistoryEvent> Control { get; } = [];

    internal List<HistoryEvent> Events { get; } = [];

    internal OrchestrationRuntimeStatus Status { get; private set; }

    internal ExecutionTerminated? Termination { get; private set; }

    internal List<PendingTimer> Timers { get; }

    internal List<int> Activities { get; }

    /// <summary>Whether the orchestrator has something to run for.</summary>
    internal bool RunsOrchestrator => Termination is null && Status != OrchestrationRuntimeStatus.Suspended
        && (Events.Count > 0 || _state.ForeignAwait || (_state.Row.NeedsStart && !(_state.Row.StartAt > _now)));

    internal static bool IsControl(HistoryEvent @event) =>
        @event is ExecutionSuspended or ExecutionResumed or ExecutionTerminated;

    internal static EpisodePlan For(InstanceState state, DateTimeOffset now)
    {
        var plan = new EpisodePlan(state, now);
        plan.TakeControl();
        var mayTake = plan.Termination is null && plan.Status != OrchestrationRuntimeStatus.Suspended
            && !(state.Row.NeedsStart && state.Row.StartAt > now);
        if (mayTake)
        {
            plan.TakeMessages();
            plan.FireTimers();
        }

        return plan;
    }

    private void TakeControl()
    {
        foreach (var message in _state.Visible.Where(message => IsControl(message.Event)).Take(MaxMessages).ToList())
        {
            Consumed.Add(message.Key);
            if (Termination is not null || message.Execution < _state.Row.FirstExecution)
            {
                continue;
            }

            Control.Add(message.Event with { At = _now });
            Termination = message.Event as ExecutionTerminated;
            Status = message.Event switch
            {
                ExecutionSuspended => OrchestrationRuntimeStatus.Suspended,
                ExecutionResumed when Status == OrchestrationRuntimeStatus.Suspended => _state.Row.NeedsStart
                    ? OrchestrationRuntimeStatus.Pending
                    : OrchestrationRuntimeStatus.Running,
                _ => Status,
            };
        }
    }

    private void TakeMessages()
    {
        foreach (var message in _state.Visible.Where(message => !IsControl(message.Event)).Take(MaxMessages - Consumed.Count).ToList())
        {
            Consumed.Add(message.Key);
            if (Accept(message))
            {
                Events.Add(message.Event with { At = _now });
            }
        }
    }

    // Outcomes belong to the execution that asked, once; events belong to the instance since its start.
    private bool Accept(InboxMessage message) => message.Event switch
    {
        EventRaised => message.Execution >= _state.Row.FirstExecution,
        ActivityCompleted or ActivityFailed =>
            message.Execution == _state.Row.Execution && Activities.Remove(((ResultEvent)message.Event).Id),
        ChildCompleted or ChildFailed =>
            message.Execution == _state.Row.Execution && _openChildren.Remove(((ResultEvent)message.Event).Id),
        _ => false,
    };

    private void FireTimers()
    {
        foreach (var timer in Timers.Where(timer => timer.FireAt <= _now).OrderBy(timer => timer.FireAt).ThenBy(timer => timer.Id).ToList())
        {
            Timers.Remove(timer);
            Events.Add(new TimerFired(timer.Id) { At = _now });
        }
    }
}
