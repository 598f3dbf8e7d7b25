using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

/// <summary>Why a task failed, in a form that survives storage.</summary>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException("Not an exception type.", nameof(targetBaseExceptionType));
        }

        return !string.IsNullOrEmpty(ErrorType)
            && targetBaseExceptionType.IsAssignableFrom(LoadType(targetBaseExceptionType.Assembly));
    }

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if ((exception as OrchestrationException)?.FailureDetails is { } core)
        {
            return FromCore(core);
        }

        var inner = exception.InnerException is null ? null : FromException(exception.InnerException);
        return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    internal static TaskFailureDetails FromCore(FailureDetails core) => new(
        core.ErrorType,
        core.ErrorMessage,
        core.StackTrace,
        core.InnerFailure is null ? null : FromCore(core.InnerFailure),
        null);

    [SuppressMessage("Trimming", "IL2026", Justification = "Exception types are looked up by name, as in the original.")]
    private Type? LoadType(Assembly first)
    {
        var found = Type.GetType(ErrorType, throwOnError: false) ?? first.GetType(ErrorType, throwOnError: false);
        if (found is not null)
        {
            return found;
        }

        var matches = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
            .OfType<Type>()
            .ToList();
        return matches.Count switch
        {
            0 => null,
            1 => matches[0],
            _ => throw new AmbiguousMatchException($"Several types are named {ErrorType}."),
        };
    }
}
