using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Smart.Shared;
using Smart.Shared.Access;

namespace Smart.Functions.Http;

/// <summary>
/// Tells who calls, and lets nobody pass to an HTTP function whose <see cref="ApiOperationAttribute"/> does not admit them.
/// A function without the attribute admits no one. Ownership of a thing is checked by the function.
/// </summary>
public sealed class CallerMiddleware(PrincipalDirectory principals, ApiCatalog catalog) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var caller = await IdentifyAsync(ClientPrincipal.Parse(http.Request.Headers[ClientPrincipal.Header]), context.CancellationToken);
        context.Items[CallerContext.Key] = caller;
        if (Check(catalog.Find(context.FunctionDefinition.Name), caller) is { } refusal) await Api.Problem(refusal).ExecuteAsync(http);
        else await next(context);
    }

    /// <summary>Whether an operation admits a caller; null when it does.</summary>
    internal static Refusal? Check(ApiEndpoint? endpoint, Result<Caller> caller)
    {
        if (endpoint is null) return new Refusal(RefusalKind.Forbidden, "not-open", "This operation admits no one.");
        if (endpoint.Operation.IsAnonymous) return null;
        return caller.Refusal ?? caller.Value.Require(endpoint.Operation.Roles);
    }

    private async Task<Result<Caller>> IdentifyAsync(ClientPrincipal? principal, CancellationToken cancellationToken)
    {
        if (principal is not { Issuer: { } issuer, Subject: { } subject })
        {
            return new Refusal(RefusalKind.Unauthenticated, "sign-in-required", "Sign in first.");
        }

        var hash = PrincipalDirectory.HashOf(issuer, subject);
        var roles = principal.Roles;
        var memberId = roles.Contains(Role.Member) ? await principals.FindMemberAsync(hash, cancellationToken) : null;
        return new Caller(hash, roles, memberId);
    }
}

/// <summary>Gives functions the caller that <see cref="CallerMiddleware"/> found.</summary>
public static class CallerContext
{
    internal const string Key = "Smart.Caller";

    /// <summary>The caller; a refusal (401) when nobody is signed in, which happens in anonymous operations only.</summary>
    public static Result<Caller> GetCaller(this FunctionContext context) => (Result<Caller>)context.Items[Key];

    /// <summary>The caller of an operation that is not anonymous.</summary>
    public static Caller RequiredCaller(this FunctionContext context) => context.GetCaller().Value;
}
