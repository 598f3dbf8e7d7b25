namespace Smart.Local.Runtime;

/// <summary>Wakes one waiter; a signal given while nobody waits is kept until someone does.</summary>
internal sealed class AsyncSignal
{
    private TaskCompletionSource _signalled = New();

    public void Set() => Volatile.Read(ref _signalled).TrySetResult();

    /// <summary>Ends with the signal or when the time is over.</summary>
    /// <returns>True when the signal came.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost)
    {
        try
        {
            await Volatile.Read(ref _signalled).Task.WaitAsync(atMost);
        }
        catch (TimeoutException)
        {
            return false;
        }

        Volatile.Write(ref _signalled, New());
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
