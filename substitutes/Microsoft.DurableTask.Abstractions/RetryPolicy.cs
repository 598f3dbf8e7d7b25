using System.Diagnostics.CodeAnalysis;
using DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

/// <summary>Declared retries of an activity or a sub-orchestration.</summary>
public class RetryPolicy
{
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval < firstRetryInterval && maxRetryInterval != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval), maxRetryInterval, "Shorter than the first retry interval.");
        }

        if (retryTimeout < firstRetryInterval && retryTimeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(retryTimeout), retryTimeout, "Shorter than the first retry interval.");
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        Handle = static _ => true;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Given the core exception of a failed task, says whether to go on.</summary>
    public Func<Exception, bool> Handle { get; private init; }

    /// <summary>Says from the details of a failure whether to go on; attempts and time limits come first.</summary>
    [SuppressMessage("Design", "CA1044", Justification = "Write-only in the original, too.")]
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handle = exception => value((exception as OrchestrationException)?.FailureDetails is { } core
            ? TaskFailureDetails.FromCore(core)
            : throw new InvalidOperationException("The exception carries no failure details."));
    }
}
