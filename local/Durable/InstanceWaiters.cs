using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>Callers that wait until an instance has started or ended.</summary>
internal sealed class InstanceWaiters
{
    private readonly Lock _gate = new();
    private readonly List<(string Id, bool End, TaskCompletionSource Source)> _waiting = [];

    /// <summary>A task that ends with the wanted change; look at the instance after asking, lest the change came before.</summary>
    internal Task WaitAsync(string instanceId, bool end)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((instanceId, end, source));
        }

        return source.Task;
    }

    internal void Forget(Task wait)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(waiter => waiter.Source.Task == wait);
        }
    }

    internal void Changed(InstanceRow row)
    {
        lock (_gate)
        {
            foreach (var waiter in _waiting.Where(waiter => waiter.Id == row.Id && Reached(row, waiter.End)).ToList())
            {
                _waiting.Remove(waiter);
                waiter.Source.TrySetResult();
            }
        }
    }

    internal static bool Reached(InstanceRow row, bool end) =>
        end ? row.IsFinished : row.Status != OrchestrationRuntimeStatus.Pending;
}
