using Microsoft.DurableTask;

namespace Smart.Local.Durable;

/// <summary>Retries by policy or handler, with durable timers between the attempts.</summary>
internal sealed partial class ReplayContext
{
    private Task<T> WithRetries<T>(TaskRetryOptions? retry, Func<Task<T>> attempt) => retry switch
    {
        { Policy: { } policy } => ByPolicy(policy, attempt),
        { Handler: { } handler } => ByHandler(handler, attempt),
        _ => attempt(),
    };

    private async Task<T> ByPolicy<T>(RetryPolicy policy, Func<Task<T>> attempt)
    {
        var began = CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure) when (MayRetry(policy, number, began, failure))
            {
                // The wait stands outside the handler.
            }

            await CreateTimer(CurrentUtcDateTime + Delay(policy, number), CancellationToken.None);
        }
    }

    private async Task<T> ByHandler<T>(AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var began = CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure)
            {
                var context = new RetryContext(
                    this, number, failure.FailureDetails, CurrentUtcDateTime - began, CancellationToken.None);
                if (!await handler(context))
                {
                    throw;
                }
            }
        }
    }

    private bool MayRetry(RetryPolicy policy, int number, DateTime began, TaskFailedException failure) =>
        number < policy.MaxNumberOfAttempts
        && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || CurrentUtcDateTime < began + policy.RetryTimeout)
        && policy.Handle(failure.InnerException ?? failure);

    private static TimeSpan Delay(RetryPolicy policy, int number)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, number - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan
            ? TimeSpan.FromDays(365).TotalMilliseconds
            : policy.MaxRetryInterval.TotalMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, longest));
    }
}
