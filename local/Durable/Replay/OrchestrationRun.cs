using System.Diagnostics.CodeAnalysis;

namespace Smart.Local.Durable;

/// <summary>
/// Runs an orchestrator from its first line over its history. The actions it asks for are checked against those that the
/// history holds; what it asks for after the last of them is new.
/// </summary>
internal sealed class OrchestrationRun
{
    private readonly RunRequest _request;
    private readonly EpisodeSynchronizationContext _thread;
    private readonly ReplayContext _context;
    private Task<object?>? _task;
    private int _verified;

    private OrchestrationRun(RunRequest request)
    {
        _request = request;
        _thread = new EpisodeSynchronizationContext(request.ForeignAwait);
        _context = new ReplayContext(request, _thread);
    }

    internal static RunResult Execute(RunRequest request)
    {
        var run = new OrchestrationRun(request);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(run._thread);
        try
        {
            return run.Walk();
        }
        finally
        {
            run._thread.End();
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private RunResult Walk()
    {
        try
        {
            for (var line = 0; line < _request.History.Count; line++)
            {
                _context.SetReplaying(line < _request.NewFrom);
                Process(line, _request.History[line]);
                _thread.Drain();
                if (_thread.SawForeignAwait)
                {
                    throw IllegalAwait();
                }
            }

            _context.SetReplaying(false);
            return new([.. _context.Actions.Skip(_verified)], Conclude(), _context.CustomStatus);
        }
        catch (Exception failure) when (failure is NonDeterminismException or IllegalAwaitException)
        {
            return new([], new Outcome.Finished(null, FailureInfo.From(failure)), null)
            {
                Difference = (failure as NonDeterminismException)?.Difference,
            };
        }
    }

    private void Process(int line, HistoryEvent @event)
    {
        switch (@event)
        {
            case ExecutionStarted started:
                _context.Begin(started);
                break;
            case EpisodeStarted episode:
                RequireAllVerified(line);
                _context.SetTime(episode.At);
                _task ??= Start();
                break;
            case ActionEvent expected:
                Verify(line, expected);
                break;
            case ResultEvent result:
                _context.Complete(result);
                break;
            case EventRaised raised:
                _context.Receive(raised);
                break;
            default:
                break;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an orchestrator throws is its outcome.")]
    private Task<object?> Start()
    {
        if (_request.Orchestrator is null)
        {
            return Task.FromException<object?>(
                new InvalidOperationException($"There is no orchestrator named '{_request.Row.Name}'."));
        }

        try
        {
            return _request.Orchestrator(_context);
        }
        catch (Exception failure)
        {
            return Task.FromException<object?>(failure);
        }
    }

    private void Verify(int line, ActionEvent expected)
    {
        var found = _verified < _context.Actions.Count ? _context.Actions[_verified] : null;
        if (found is null || !SameKind(expected, found))
        {
            throw Difference(line, expected.Describe(), found?.Describe());
        }

        _verified++;
    }

    private void RequireAllVerified(int line)
    {
        if (_verified < _context.Actions.Count)
        {
            throw Difference(line, null, _context.Actions[_verified].Describe());
        }
    }

    // Inputs may change with a new version of the code; what is asked for may not.
    private static bool SameKind(ActionEvent expected, ActionEvent found) => (expected, found) switch
    {
        (ActivityScheduled a, ActivityScheduled b) => a.Id == b.Id && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
        (TimerCreated a, TimerCreated b) => a.Id == b.Id,
        (TimerCanceled a, TimerCanceled b) => a == b with { At = a.At },
        (ChildStarted a, ChildStarted b) => a.Id == b.Id && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
        (EventSent a, EventSent b) => a.Id == b.Id && string.Equals(a.Target, b.Target, StringComparison.Ordinal)
            && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private NonDeterminismException Difference(int line, string? expected, string? found) =>
        NonDeterminismException.Of(_request.Row, new(line, expected ?? "no further action", found ?? Failure() ?? "nothing"));

    // One that failed asks for nothing more; why is what its reader wants to know.
    private string? Failure() => _task?.Exception?.InnerException is { } failure ? $"nothing, for it failed with {failure.GetType()}: {failure.Message}" : null;

    private IllegalAwaitException IllegalAwait() => new(
        $"Orchestrator '{_request.Row.Name}' of instance '{_request.Row.Id}' awaits something that its context did not give " +
        "(I/O, Task.Run, Task.Delay, ConfigureAwait(false)); such work belongs in an activity.");

    private Outcome Conclude()
    {
        if (_task is null || !_task.IsCompleted)
        {
            return _task is null || _context.HasOpenTasks ? new Outcome.Waiting() : throw IllegalAwait();
        }

        if (_context.Continuation is { } continuation && _task.IsCompletedSuccessfully)
        {
            return new Outcome.ContinuedAsNew(continuation.Input, continuation.Preserve ? _context.Unprocessed() : []);
        }

        // As documented for CreateTimer: until what was asked for has come or is canceled, the instance counts as running.
        if (_context.HasOpenActions)
        {
            return new Outcome.Waiting();
        }

        if (!_task.IsCompletedSuccessfully)
        {
            var failure = _task.Exception?.InnerException ?? new TaskCanceledException(_task);
            return new Outcome.Finished(null, FailureInfo.From(failure));
        }

        return Finish();
    }

    private Outcome.Finished Finish()
    {
        try
        {
            // Completed above; awaiting would need a thread to come back to.
#pragma warning disable RS0030, MA0042, CA1849
            return new(_context.Serialize(_task!.Result), null);
#pragma warning restore RS0030, MA0042, CA1849
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new(null, FailureInfo.From(failure));
        }
    }
}
