namespace Smart.Local.Runtime;

/// <summary>Wakes one waiter; a signal given while nobody waits is kept until someone does.</summary>
internal sealed class AsyncSignal
{
    private TaskCompletionSource _signalled = New();

    public void Set() => Volatile.Read(ref _signalled).TrySetResult();

    /// <summary>Ends with the signal or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost)
    {
        try
        {
            await Volatile.Read(ref _signalled).Task.WaitAsync(atMost);
        }
        catch (TimeoutException)
        {
            return;
        }

        Volatile.Write(ref _signalled, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
