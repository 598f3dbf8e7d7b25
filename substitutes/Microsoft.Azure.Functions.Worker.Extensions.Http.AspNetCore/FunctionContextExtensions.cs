using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    // The key under which the integration keeps the request in the items of an invocation.
    private const string HttpContextKey = "HttpRequestContext";

    /// <summary>The HTTP request of the invocation, or null when it has another trigger.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
        => context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
