using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Smart.Local.Durable;

/// <summary>Activities: run, then the outcome goes into the inbox. At least once.</summary>
public sealed partial class DurableEngine
{
    // Under the gate.
    private void StartActivity(InstanceState state, int id)
    {
        if (!state.Activities.ContainsKey(id))
        {
            var work = new ActivityWork(state, state.Row.Execution, id);
            state.Activities[id] = work;
            Add(work, Now);
        }
    }

    // Under the gate.
    private static void CancelActivities(InstanceState state, Func<ActivityWork, bool> which)
    {
        foreach (var work in state.Activities.Values.Where(which).ToList())
        {
            work.Canceled = true;
            state.Activities.Remove(work.Id);
        }
    }

    private async Task RunActivityAsync(ActivityWork work, CancellationToken cancellationToken)
    {
        var scheduled = work.Outcome is null ? await FindAsync(work, cancellationToken) : null;
        if (work.Canceled)
        {
            return;
        }

        work.Outcome ??= await InvokeAsync(work, scheduled!, cancellationToken);
        await RecordAsync(work, cancellationToken);
    }

    private async Task<ActivityScheduled?> FindAsync(ActivityWork work, CancellationToken cancellationToken)
    {
        var state = work.State;
        await state.Gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(state, cancellationToken);
            if (work.Canceled)
            {
                return null;
            }

            var history = await HistoryAsync(state, cancellationToken);
            return history.SelectMany(batch => batch.Events).OfType<ActivityScheduled>().Single(activity => activity.Id == work.Id);
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

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an activity throws is its outcome.")]
    private async Task<ResultEvent> InvokeAsync(ActivityWork work, ActivityScheduled scheduled, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _functions.RunActivityAsync(scheduled.Name, scheduled.Input, work.State.Row.Id, cancellationToken);
            return new ActivityCompleted(work.Id, Payloads.Check(result));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            _log.LogInformation(failure, "Activity {Activity} of {Instance} failed.", scheduled.Name, work.State.Row.Id);
            return new ActivityFailed(work.Id, FailureInfo.From(failure));
        }
    }

    private async Task RecordAsync(ActivityWork work, CancellationToken cancellationToken)
    {
        var state = work.State;
        await state.Gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(state, cancellationToken);
            if (work.Canceled || state.Gone)
            {
                return;
            }

            var key = string.Create(CultureInfo.InvariantCulture, $"a-{work.Execution}-{work.Id}");
            var message = new InboxMessage(key, work.Execution, NextSequence(), work.Outcome! with { At = Now });
            await _store.AddMessageAsync(state.Row.Id, message, cancellationToken);
            state.Inbox.RemoveAll(known => known.Key == key);
            state.Inbox.Add(message);
            work.Canceled = true;
            state.Activities.Remove(work.Id);
            Schedule(state);
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
}
