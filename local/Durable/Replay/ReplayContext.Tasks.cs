using Microsoft.DurableTask;

namespace Smart.Local.Durable;

/// <summary>Activities, timers, children, and what completes them.</summary>
internal sealed partial class ReplayContext
{
    private readonly Dictionary<int, Action<ResultEvent>> _open = [];

    /// <summary>Whether an activity, a timer or a child is still to come.</summary>
    internal bool HasOpenActions => _open.Count > 0;

    /// <summary>Whether anything the context gave out is still to come.</summary>
    internal bool HasOpenTasks => HasOpenActions || _waiting.Count > 0;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var json = Serialize(input);
        return WithRetries(options?.Retry, () =>
        {
            Guard();
            var id = _actions.Count;
            _actions.Add(new ActivityScheduled(id, name.Name, json));
            return Await<TResult>(id, name.Name);
        });
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var json = Serialize(input);
        var given = (options as SubOrchestrationOptions)?.InstanceId;
        var version = options?.Version?.Version ?? "";
        return WithRetries(options?.Retry, () =>
        {
            Guard();
            var id = _actions.Count;
            var child = string.IsNullOrEmpty(given) ? $"{InstanceId}:{request.Row.Execution}:{id}" : given;
            _actions.Add(new ChildStarted(id, orchestratorName.Name, child, json, version));
            return Await<TResult>(id, orchestratorName.Name);
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Guard();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var id = _actions.Count;
        _actions.Add(new TimerCreated(id, new DateTimeOffset(utc)));
        var source = new TaskCompletionSource();
        var registration = cancellationToken.Register(() =>
        {
            Guard();
            if (_open.Remove(id))
            {
                _actions.Add(new TimerCanceled(_actions.Count, id));
                source.TrySetCanceled(cancellationToken);
            }
        });
        _open[id] = _ =>
        {
            registration.Dispose();
            source.TrySetResult();
        };
        return source.Task;
    }

    internal void Complete(ResultEvent result)
    {
        if (_open.Remove(result.Id, out var complete))
        {
            complete(result);
        }
    }

    private Task<T> Await<T>(int id, string name)
    {
        var source = new TaskCompletionSource<T>();
        _open[id] = result =>
        {
            switch (result)
            {
                case ActivityCompleted done:
                    SetResult(source, done.Result);
                    break;
                case ChildCompleted done:
                    SetResult(source, done.Result);
                    break;
                case ActivityFailed failed:
                    source.TrySetException(new TaskFailedException(name, id, failed.Failure.ToCoreException()));
                    break;
                case ChildFailed failed:
                    source.TrySetException(new TaskFailedException(name, id, failed.Failure.ToCoreException()));
                    break;
                default:
                    source.TrySetException(new NonDeterminismException($"Action #{id} ({name}) was completed as {result.GetType().Name}."));
                    break;
            }
        };
        return source.Task;
    }

    private void SetResult<T>(TaskCompletionSource<T> source, string? json)
    {
        T value;
        try
        {
            value = Deserialize<T>(json);
        }
        catch (Exception failure) when (failure is System.Text.Json.JsonException or NotSupportedException or InvalidOperationException)
        {
            source.TrySetException(failure);
            return;
        }

        source.TrySetResult(value);
    }
}
