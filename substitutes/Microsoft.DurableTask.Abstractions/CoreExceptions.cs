// The three types below come with the core library that the official package brings along.
#pragma warning disable IDE0130 // Their namespaces are those of the core library.
namespace DurableTask.Core
{
    /// <summary>Why a task failed, as the core library stores it.</summary>
    public class FailureDetails(
        string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable)
    {
        public string ErrorType { get; } = errorType;

        public string ErrorMessage { get; } = errorMessage;

        public string? StackTrace { get; } = stackTrace;

        public FailureDetails? InnerFailure { get; } = innerFailure;

        public bool IsNonRetriable { get; } = isNonRetriable;
    }
}

namespace DurableTask.Core.Exceptions
{
    /// <summary>Failure of an orchestration or of one of its tasks.</summary>
    public class OrchestrationException : Exception
    {
        public OrchestrationException(string message)
            : base(message)
        {
        }

        public FailureDetails? FailureDetails { get; set; }
    }

    /// <summary>Failure of a task; what <c>RetryPolicy.Handle</c> receives.</summary>
    public class TaskFailedException(string reason) : OrchestrationException(reason);

    /// <summary>A start named a status that refuses it, and the instance is in that status.</summary>
    public class OrchestrationAlreadyExistsException : InvalidOperationException
    {
        public OrchestrationAlreadyExistsException(string message)
            : base(message)
        {
        }
    }
}
