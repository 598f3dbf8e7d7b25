using System.Diagnostics;
using System.Reflection;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Smart.Shared;
using Smart.Shared.Storage;

namespace Smart.Functions.Http;

/// <summary>
/// Answers an HTTP call that threw with a problem document that tells nothing of the inside; the log has the rest.
/// Other triggers see their exceptions as they are: their hosts retry.
/// </summary>
public sealed class ProblemMiddleware(ILogger<ProblemMiddleware> log) : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(Innermost(failure), context).ExecuteAsync(http);
        }
    }

    private IResult AnswerAsync(Exception failure, FunctionContext context)
    {
        switch (failure)
        {
            case BusyException:
                return Api.Problem(Refusal.State("busy", "This is being changed by others; try again."), SoonAgain);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Api.Problem(new Refusal(RefusalKind.TooLarge, "body-too-large", "The body is too large."));
            case BadHttpRequestException:
                return Api.Problem(new Refusal(RefusalKind.Malformed, "malformed-request", "The request cannot be read."));
            case RequestFailedException { ErrorCode: "PropertyValueTooLarge" or "EntityTooLarge" }:
                return Api.Problem(Refusal.Rules("too-long", "A text of the request is longer than can be kept."));
            default:
                var traceId = Activity.Current?.TraceId.ToString() ?? context.InvocationId;
                log.LogError(failure, "{Function} failed; trace {TraceId}", context.FunctionDefinition.Name, traceId);
                return new ProblemResult(Unexpected(traceId), retryAfter: null);
        }
    }

    private static ProblemResponse Unexpected(string traceId) => new(
        Api.ProblemPrefix + "internal-error",
        Api.TitleOf(StatusCodes.Status500InternalServerError),
        StatusCodes.Status500InternalServerError,
        "Something failed here. Repeat the request with the same idempotency key; the trace id helps us to find out.",
        Field: null,
        Rule: null,
        traceId);

    private static Exception Innermost(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException { InnerException: not null } => Innermost(failure.InnerException!),
        _ => failure,
    };
}
