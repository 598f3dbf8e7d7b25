using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Smart.Functions.Http;

namespace Smart.Functions.Composition;

/// <summary>The steps around every invocation, used by Program.cs and by the local runtime.</summary>
public static class SmartMiddleware
{
    /// <summary>Problems outermost, so that whatever throws below is answered; then who calls and whether they may.</summary>
    public static IFunctionsWorkerApplicationBuilder UseSmart(this IFunctionsWorkerApplicationBuilder builder) =>
        builder.UseMiddleware<ProblemMiddleware>().UseMiddleware<CallerMiddleware>();
}
