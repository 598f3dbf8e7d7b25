using Microsoft.DurableTask;

namespace Smart.Functions.Durable;

/// <summary>How activities are repeated when storage or a provider fails. Refusals are values and are not repeated.</summary>
public static class Retries
{
    /// <summary>Some six hours in all: longer than a provider keeps an accepted message out of sight.</summary>
    public static TaskOptions Patient { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 12, firstRetryInterval: TimeSpan.FromSeconds(10), backoffCoefficient: 2.5, maxRetryInterval: TimeSpan.FromHours(1)));

    /// <summary>Five attempts over some minutes, where the caller has something better to do than to wait.</summary>
    public static TaskOptions Storage { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(5)));
}
