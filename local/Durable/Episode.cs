using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>Turns a plan and the outcome of a run into the one commit that makes both real.</summary>
internal static class Episode
{
    internal sealed record Step(DurableCommit Commit, IReadOnlyList<HistoryBatch> History, IReadOnlyList<ActivityScheduled> Activities)
    {
        /// <summary>The last events of the execution that a continue-as-new ended, for observers.</summary>
        internal IReadOnlyList<HistoryEvent> Ending { get; init; } = [];

        /// <summary>The execution that this step ends, if it does.</summary>
        internal EndedExecution? Ended { get; init; }
    }

    /// <summary>Nothing ran: messages were dropped, or the instance was suspended or resumed.</summary>
    internal static Step WithoutRun(InstanceState state, EpisodePlan plan, DateTimeOffset now)
    {
        var row = state.Row with { Status = plan.Status, UpdatedAt = now };
        return plan.Control.Count == 0
            ? new Step(new DurableCommit { Row = state.Row, Consumed = plan.Consumed }, state.History!, [])
            : Append(state, row, plan.Control, new DurableCommit { Row = row, Consumed = plan.Consumed }, []);
    }

    internal static Step Terminated(InstanceState state, EpisodePlan plan, DateTimeOffset now)
    {
        var events = new List<HistoryEvent>(plan.Control);
        if (plan.Termination!.Recursive)
        {
            events.AddRange(OpenChildren(state).Select(child => new ChildTerminationSent(child) { At = now }));
        }

        var row = Ended(state.Row, OrchestrationRuntimeStatus.Terminated, now);
        var commit = new DurableCommit
        {
            Row = row,
            Consumed = [.. state.Visible.Select(message => message.Key).Take(80)],
            Output = new Text(plan.Termination.Output),
        };
        return Append(state, row, events, commit, []) with { Ended = EndOf(state, events, ExecutionEnd.Terminated) };
    }

    internal static Step AfterRun(
        InstanceState state, EpisodePlan plan, IReadOnlyList<HistoryEvent> taken, RunResult result, DateTimeOffset now)
    {
        var actions = result.Actions.Select(action => (ActionEvent)(action with { At = now })).ToList();
        var events = new List<HistoryEvent>([.. taken, .. actions]);
        return result.Outcome switch
        {
            Outcome.Finished finished => Finish(state, plan, events, finished, result.CustomStatus, now),
            Outcome.ContinuedAsNew next => Renew(state, plan, events, next, result.CustomStatus, now),
            _ => Continue(state, plan, events, actions, result.CustomStatus, now),
        };
    }

    private static Step Continue(
        InstanceState state, EpisodePlan plan, List<HistoryEvent> events, List<ActionEvent> actions, Text? status, DateTimeOffset now)
    {
        var canceled = actions.OfType<TimerCanceled>().Select(action => action.TimerId).ToHashSet();
        var row = state.Row with
        {
            Status = OrchestrationRuntimeStatus.Running,
            UpdatedAt = now,
            NeedsStart = false,
            Timers = [.. plan.Timers.Concat(actions.OfType<TimerCreated>().Select(timer => new PendingTimer(timer.Id, timer.FireAt)))
                .Where(timer => !canceled.Contains(timer.Id))],
            Activities = [.. plan.Activities, .. actions.OfType<ActivityScheduled>().Select(activity => activity.Id)],
        };
        var commit = new DurableCommit { Row = row, Consumed = plan.Consumed, CustomStatus = status };
        return Append(state, row, events, commit, [.. actions.OfType<ActivityScheduled>()]);
    }

    private static Step Finish(
        InstanceState state, EpisodePlan plan, List<HistoryEvent> events, Outcome.Finished finished, Text? status, DateTimeOffset now)
    {
        events.Add(new ExecutionFinished(finished.Output, finished.Failure) { At = now });
        var outcome = finished.Failure is null ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed;
        var row = Ended(state.Row, outcome, now);
        var rest = state.Visible.Select(message => message.Key).Except(plan.Consumed, StringComparer.Ordinal).Take(80 - plan.Consumed.Count);
        var commit = new DurableCommit
        {
            Row = row,
            Consumed = [.. plan.Consumed, .. rest],
            Output = new Text(finished.Output),
            Failure = finished.Failure,
            CustomStatus = status,
        };
        var end = finished.Failure is null ? ExecutionEnd.Completed : ExecutionEnd.Failed;
        return Append(state, row, events, commit, []) with { Ended = EndOf(state, events, end) };
    }

    // The old history goes; what the old execution sent at its end stays until it has arrived.
    private static Step Renew(
        InstanceState state, EpisodePlan plan, List<HistoryEvent> events, Outcome.ContinuedAsNew next, Text? status, DateTimeOffset now)
    {
        var old = state.Row;
        var first = state.History!.SelectMany(batch => batch.Events).OfType<ExecutionStarted>().First();
        var episode = old.Episode + 1;
        var farewell = new HistoryBatch(new BatchRef(old.Execution, episode), [.. events.Where(Messages.IsOutgoing)]);
        var row = old with
        {
            Status = OrchestrationRuntimeStatus.Running,
            UpdatedAt = now,
            Execution = old.Execution + 1,
            Episode = episode,
            NeedsStart = true,
            StartAt = null,
            Timers = [],
            Activities = [],
            Undelivered = farewell.Events.Count > 0 ? [.. old.Undelivered, farewell.Ref] : old.Undelivered,
        };
        var prelude = new HistoryBatch(
            new BatchRef(row.Execution, episode),
            [first with { Input = next.Input, At = now }, .. next.Carried.Select(raised => raised with { At = now })]);
        var commit = new DurableCommit
        {
            Row = row,
            Append = prelude.Events,
            AppendTo = prelude.Ref,
            Farewell = farewell.Events.Count > 0 ? farewell : null,
            Consumed = plan.Consumed,
            Forget = [.. state.History!.Select(batch => batch.Ref)
                .Where(batch => !row.Undelivered.Any(kept => kept.Execution == batch.Execution && kept.Episode == batch.Episode))],
            Input = new Text(next.Input),
            CustomStatus = status,
        };
        return new Step(commit, [prelude], []) { Ending = events, Ended = EndOf(state, events, ExecutionEnd.ContinuedAsNew) };
    }

    private static EndedExecution EndOf(InstanceState state, IReadOnlyList<HistoryEvent> events, ExecutionEnd end) =>
        new(state.Row, [.. state.History!.SelectMany(batch => batch.Events), .. events], end);

    private static Step Append(
        InstanceState state, InstanceRow row, IReadOnlyList<HistoryEvent> events, DurableCommit commit, IReadOnlyList<ActivityScheduled> activities)
    {
        var reference = new BatchRef(row.Execution, row.Episode + 1);
        var sends = events.Any(Messages.IsOutgoing) || (row is { IsFinished: true, Parent: not null });
        var next = row with
        {
            Episode = reference.Episode,
            Undelivered = sends ? [.. row.Undelivered, reference] : row.Undelivered,
        };
        return new Step(
            commit with { Row = next, Append = events, AppendTo = reference },
            [.. state.History!, new HistoryBatch(reference, events)],
            activities);
    }

    private static InstanceRow Ended(InstanceRow row, OrchestrationRuntimeStatus status, DateTimeOffset now) =>
        row with { Status = status, UpdatedAt = now, NeedsStart = false, Timers = [], Activities = [] };

    private static IEnumerable<string> OpenChildren(InstanceState state)
    {
        var events = state.History!.SelectMany(batch => batch.Events).ToList();
        var done = events.Where(e => e is ChildCompleted or ChildFailed).Select(e => ((ResultEvent)e).Id).ToHashSet();
        return events.OfType<ChildStarted>().Where(child => !done.Contains(child.Id)).Select(child => child.InstanceId);
    }
}
