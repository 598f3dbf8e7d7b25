using Smart.Local.Storage;

namespace Smart.Functions.Tests.Broker;

/// <summary>Storage that fails requests for the rows of messages: before they take effect, or after it, when only the answer is lost.</summary>
public sealed class BrokenStorage : IStorageObserver
{
    private readonly List<(string Method, bool TakesEffect)> _failures = [];

    /// <summary>What a failure looks like; the storage client tries again by itself after an <see cref="IOException"/>.</summary>
    public Func<Exception> Failure { get; set; } = () => new InvalidOperationException("Storage has failed.");

    public void FailNext(string method, bool takesEffect)
    {
        lock (_failures)
            _failures.Add((method, takesEffect));
    }

    public bool HasFailedAll()
    {
        lock (_failures)
            return _failures.Count == 0;
    }

    public void Before(StorageCall call) => Fail(call, takesEffect: false);

    public void After(StorageCall call, int status) => Fail(call, takesEffect: true);

    private void Fail(StorageCall call, bool takesEffect)
    {
        if (!call.Uri.AbsolutePath.Contains("QueueMessages", StringComparison.Ordinal))
            return;
        lock (_failures)
        {
            if (!_failures.Remove((call.Method, takesEffect)))
                return;
        }

        throw Failure();
    }
}
