using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Smart.Shared;

namespace Smart.Functions.Http;

/// <summary>Turns results into HTTP answers.</summary>
public static class Api
{
    /// <summary>The prefix of every problem type.</summary>
    public const string ProblemPrefix = "urn:smart:problem:";

    private static readonly TimeSpan ServiceBack = TimeSpan.FromSeconds(30);

    /// <summary>The value with <paramref name="okStatus"/>, or the problem document of the refusal.</summary>
    public static IResult Result<T>(Result<T> result, int okStatus = StatusCodes.Status200OK) =>
        result.Refusal is { } refusal ? Problem(refusal) : Ok(result.Value, okStatus);

    /// <summary>A value as JSON.</summary>
    public static IResult Ok<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, ApiJson.Options, statusCode: status);

    /// <summary>A document, shown in the browser under its name.</summary>
    public static IResult File(BinaryData content, string contentType, string fileName) =>
        Results.File(content.ToArray(), contentType, fileName);

    /// <summary>The problem document (RFC 9457) of a refusal.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="retryAfter">When it makes sense to try again, where that is known.</param>
    public static IResult Problem(Refusal refusal, TimeSpan? retryAfter = null)
    {
        var status = StatusOf(refusal.Kind);
        if (refusal.Kind == RefusalKind.Unavailable) retryAfter ??= ServiceBack;
        return new ProblemResult(new ProblemResponse(ProblemPrefix + refusal.Type, TitleOf(status), status, refusal.Detail, refusal.Field, refusal.Rule, TraceId: null), retryAfter);
    }

    /// <summary>The status of a kind of refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.WrongState => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.BreaksRule => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"{kind} has no status."),
    };

    internal static string TitleOf(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Type">Stable name of the problem: <c>urn:smart:problem:…</c>.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for a person; no personal data.</param>
/// <param name="Field">The member of the request at fault.</param>
/// <param name="Rule">The rule or law that is broken.</param>
/// <param name="TraceId">Leads the engineers to the logs of an unexpected failure.</param>
public sealed record ProblemResponse(string Type, string Title, int Status, string Detail, string? Field, string? Rule, string? TraceId);

/// <summary>Writes a problem document.</summary>
internal sealed class ProblemResult(ProblemResponse problem, TimeSpan? retryAfter) : IResult
{
    public const string ContentType = "application/problem+json";

    public ProblemResponse Problem => problem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (retryAfter is { } wait) response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
        return response.WriteAsync(JsonSerializer.Serialize(problem, ApiJson.Options), ContentType);
    }
}
