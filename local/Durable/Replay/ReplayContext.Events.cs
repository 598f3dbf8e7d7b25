namespace Smart.Local.Durable;

/// <summary>
/// External events: matched by name without regard to case, kept in order of arrival until asked for. Of several who wait
/// for one name the latest is served first, so that an abandoned wait takes nothing from a newer one.
/// </summary>
internal sealed partial class ReplayContext
{
    private readonly List<EventRaised> _buffered = [];
    private readonly List<Waiter> _waiting = [];

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Guard();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        if (_waiting.Find(waiter => Same(waiter.Name, eventName)) is { } other && other.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Event '{eventName}' is awaited as {other.Type} already: all waits for one name have one type.", nameof(eventName));
        }

        var source = new TaskCompletionSource<T>();
        var early = _buffered.Find(raised => Same(raised.Name, eventName));
        if (early is not null)
        {
            _buffered.Remove(early);
            SetResult(source, early.Payload);
            return source.Task;
        }

        var waiter = new Waiter(eventName, typeof(T), json => SetResult(source, json));
        _waiting.Add(waiter);
        waiter.Registration = cancellationToken.Register(() =>
        {
            Guard();
            if (_waiting.Remove(waiter))
            {
                source.TrySetCanceled(cancellationToken);
            }
        });
        return source.Task;
    }

    internal void Receive(EventRaised raised)
    {
        var waiter = _waiting.FindLast(candidate => Same(candidate.Name, raised.Name));
        if (waiter is null)
        {
            _buffered.Add(raised);
            return;
        }

        _waiting.Remove(waiter);
        waiter.Registration.Dispose();
        waiter.Complete(raised.Payload);
    }

    /// <summary>Events that nobody asked for yet, in order of arrival.</summary>
    internal IReadOnlyList<EventRaised> Unprocessed() => [.. _buffered];

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed class Waiter(string name, Type type, Action<string?> complete)
    {
        internal string Name => name;

        internal Type Type => type;

        internal Action<string?> Complete => complete;

        internal CancellationTokenRegistration Registration { get; set; }
    }
}
