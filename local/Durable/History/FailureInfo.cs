using DurableTask.Core;
using Microsoft.DurableTask;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace Smart.Local.Durable;

/// <summary>A failure as it is stored; long texts are cut so that a row stays a row.</summary>
/// <param name="Type">Full name of the exception type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Its stack trace.</param>
/// <param name="Inner">Its cause.</param>
public sealed record FailureInfo(string Type, string Message, string? Stack, FailureInfo? Inner)
{
    private const int MaxText = 8_000;
    private const int MaxDepth = 8;

    /// <summary>Describes an exception and its causes.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The description.</returns>
    public static FailureInfo From(Exception exception) => From(exception, 0);

    internal TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    internal CoreTaskFailedException ToCoreException() => new(Message) { FailureDetails = ToCore() };

    private static FailureInfo From(Exception exception, int depth)
    {
        var inner = depth >= MaxDepth
            ? null
            : exception switch
            {
                TaskFailedException failed => From(failed.FailureDetails, depth + 1),
                { InnerException: { } cause } => From(cause, depth + 1),
                _ => null,
            };
        return new(exception.GetType().ToString(), Cut(exception.Message)!, Cut(exception.StackTrace), inner);
    }

    private static FailureInfo From(TaskFailureDetails details, int depth) => new(
        details.ErrorType,
        Cut(details.ErrorMessage)!,
        Cut(details.StackTrace),
        details.InnerFailure is null || depth >= MaxDepth ? null : From(details.InnerFailure, depth + 1));

    private static string? Cut(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text;

    private FailureDetails ToCore() => new(Type, Message, Stack, Inner?.ToCore(), isNonRetriable: false);
}
