using Microsoft.Extensions.Logging;

namespace Smart.Local.Durable;

/// <summary>Episodes: what came is taken in, the orchestrator runs, one commit follows.</summary>
public sealed partial class DurableEngine
{
    private async Task RunEpisodeAsync(EpisodeWork work, CancellationToken cancellationToken)
    {
        var state = work.State;
        await state.Gate.WaitAsync(cancellationToken);
        try
        {
            if (state.Episode == work)
            {
                state.Episode = null;
            }

            await RunEpisodeAsync(state, cancellationToken);
            work.Canceled = true;
            Schedule(state);
        }
        catch
        {
            state.NeedsReload = true;

            // Comes back by itself; a second one beside it would only be skipped.
            state.Episode ??= work;
            work.Canceled = state.Episode != work;
            throw;
        }
        finally
        {
            state.Gate.Release();
        }
    }

    // Under the gate of the instance.
    private async Task RunEpisodeAsync(InstanceState state, CancellationToken cancellationToken)
    {
        await RefreshAsync(state, cancellationToken);
        var now = Now;
        if (state.Gone || state.Row.IsFinished || state.NextEpisode(now) is not { } due || due > now)
        {
            return;
        }

        var history = await HistoryAsync(state, cancellationToken);
        var plan = EpisodePlan.For(state, now);
        Episode.Step step;
        if (plan.Termination is not null)
        {
            step = Episode.Terminated(state, plan, now);
        }
        else if (plan.RunsOrchestrator)
        {
            List<HistoryEvent> taken = [.. plan.Control, new EpisodeStarted { At = now }, .. plan.Events];
            step = Episode.AfterRun(state, plan, taken, Run(state, history, taken), now);
        }
        else if (plan.Consumed.Count > 0)
        {
            step = Episode.WithoutRun(state, plan, now);
        }
        else
        {
            return;
        }

        await CommitAsync(state, step, cancellationToken);
    }

    private RunResult Run(InstanceState state, List<HistoryBatch> history, List<HistoryEvent> taken)
    {
        if (state.ForeignAwait)
        {
            return Failed(new IllegalAwaitException(
                $"Orchestrator '{state.Row.Name}' of instance '{state.Row.Id}' went on outside its episode: it awaits something " +
                "that its context did not give; such work belongs in an activity."));
        }

        var events = history.SelectMany(batch => batch.Events).ToList();
        var newFrom = events.Count;
        events.AddRange(taken);
        var request = new RunRequest(
            state.Row, events, newFrom, _functions.FindOrchestrator(state.Row.Name), Converter, _loggers, () => OnForeignAwait(state));
        var result = OrchestrationRun.Execute(request);
        return _options.ReplayCheck && ReplayCheck.Differs(request, result) is { } difference ? Failed(difference) : result;
    }

    private RunResult Failed(Exception failure)
    {
        _log.LogError(failure, "An orchestration broke the rules of replay.");
        return new([], new Outcome.Finished(null, FailureInfo.From(failure)), null);
    }

    private void OnForeignAwait(InstanceState state)
    {
        if (!state.ForeignAwait)
        {
            state.ForeignAwait = true;
            Add(new EpisodeWork(state), Now);
        }
    }

    private async Task CommitAsync(InstanceState state, Episode.Step step, CancellationToken cancellationToken)
    {
        var rows = await _store.CommitAsync(step.Commit, cancellationToken);
        var before = state.Row;
        state.Row = step.Commit.Row;
        Tell(before, step);
        state.History = [.. step.History];
        if (rows > 1 && state.History.Count > 0)
        {
            state.History[^1] = state.History[^1] with { Ref = state.History[^1].Ref with { Rows = rows } };
        }

        state.Inbox.RemoveAll(message => step.Commit.Consumed.Contains(message.Key, StringComparer.Ordinal));
        if (state.Row.Execution != before.Execution || state.Row.IsFinished)
        {
            CancelActivities(state, _ => true);
        }

        foreach (var activity in step.Activities)
        {
            StartActivity(state, activity.Id);
        }

        foreach (var batch in state.Row.Undelivered.Except(before.Undelivered))
        {
            Add(new DeliveryWork(state, batch), Now);
        }

        _cache.Touch(state);
        _waiters.Changed(state.Row);
        LetGoWhenDone(state);
    }

    // Under the gate.
    private void Schedule(InstanceState state)
    {
        if (state.Gone)
        {
            return;
        }

        // One pass over the inbox, not one for each activity: a large fan-out has many of both.
        var came = state.Inbox.Where(message => message.Execution == state.Row.Execution).Select(message => message.Event).OfType<ResultEvent>().Select(result => result.Id).ToHashSet();
        foreach (var id in state.Row.Activities.Where(id => !came.Contains(id)))
        {
            StartActivity(state, id);
        }

        var due = state.NextEpisode(Now);
        if (state.Episode is { Canceled: false } waiting)
        {
            if (due is { } same && (waiting.Due.At == same || (same <= Now && waiting.Due.At <= Now)))
            {
                return;
            }

            waiting.Canceled = true;
            state.Episode = null;
        }

        if (due is { } at)
        {
            state.Episode = new EpisodeWork(state);
            Add(state.Episode, at);
        }
    }

    private void LetGoWhenDone(InstanceState state)
    {
        if (!state.Row.IsLive)
        {
            Forget(state);
        }
    }

    private void Forget(InstanceState state)
    {
        state.Gone = true;
        CancelActivities(state, _ => true);
        if (state.Episode is { } episode)
        {
            episode.Canceled = true;
        }

        _instances.TryRemove(new KeyValuePair<string, InstanceState>(state.Row.Id, state));
        _cache.Forget(state);
    }

    private async Task<List<HistoryBatch>> HistoryAsync(InstanceState state, CancellationToken cancellationToken)
    {
        state.History ??= [.. await _store.ReadHistoryAsync(state.Row.Id, state.Row.Execution, state.Row.Episode, cancellationToken)];
        _cache.Touch(state);
        return state.History;
    }

    // After a failed storage call only the store knows what happened.
    private async Task RefreshAsync(InstanceState state, CancellationToken cancellationToken)
    {
        if (!state.NeedsReload || state.Gone)
        {
            return;
        }

        var stored = await _store.ReadAsync(state.Row.Id, cancellationToken);
        state.NeedsReload = false;
        state.History = null;
        if (stored is null)
        {
            Forget(state);
            return;
        }

        var before = state.Row;
        state.Row = stored.Row;
        state.Inbox.Clear();
        state.Inbox.AddRange(stored.Inbox);
        CancelActivities(state, activity => activity.Execution != state.Row.Execution || !state.Row.Activities.Contains(activity.Id));
        foreach (var batch in state.Row.Undelivered.Except(before.Undelivered))
        {
            Add(new DeliveryWork(state, batch), Now);
        }

        _waiters.Changed(state.Row);
        LetGoWhenDone(state);
    }
}
