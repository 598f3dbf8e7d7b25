using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Smart.Local.Functions;
using Smart.Local.Runtime;

namespace Smart.Local.Http;

/// <summary>Serves HTTP functions at their routes, each request by the process generation of the moment.</summary>
internal static class FunctionEndpoints
{
    private static readonly string[] AllMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    public static void Map(IEndpointRouteBuilder routes, IEnumerable<LocalFunction> functions, string prefix, Func<Generation> current)
    {
        foreach (var function in functions)
        {
            var trigger = (HttpTriggerAttribute)function.Trigger;
            var methods = trigger.Methods is { Length: > 0 } some ? some.Select(method => method.ToUpperInvariant()) : AllMethods;
            routes.MapMethods($"/{prefix}/{trigger.Route ?? function.Name}", methods, context => HandleAsync(context, function, current()))
                .WithMetadata(trigger, function)
                .WithDisplayName(function.Name);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a function throws becomes status 500.")]
    private static async Task HandleAsync(HttpContext http, LocalFunction function, Generation generation)
    {
        using var inFlight = generation.Pump.BeginRequest();
        var input = new TriggerInput($"{http.Request.Method} {http.Request.Path}", type => ReadRequest(http, type))
        {
            Http = http,
            Values = [http.Request, http],
            BindingData = new RouteValues(http.Request.RouteValues),
        };
        try
        {
            await generation.Invoker.InvokeAsync(function, input, http.RequestAborted, (result, _) => WriteAsync(function, result, http));
        }
        catch (FencedException)
        {
            http.Abort();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody reads an answer.
        }
        catch (Exception)
        {
            // Logged and traced by the invoker. As in Azure the caller learns nothing of it.
            if (http.Response.HasStarted)
                http.Abort();
            else
                Fail(http.Response);
        }
    }

    private static HttpRequest ReadRequest(HttpContext http, Type type)
        => type.IsInstanceOfType(http.Request)
            ? http.Request
            : throw new InvalidOperationException($"An HTTP function takes a HttpRequest, not a {type.Name}.");

    private static async Task WriteAsync(LocalFunction function, object? result, HttpContext http)
    {
        switch (result)
        {
            case IResult answer:
                await answer.ExecuteAsync(http);
                break;
            case null:
                break;
            default:
                throw new InvalidOperationException($"HTTP function '{function.Name}' returned a {result.GetType().Name}; it returns an IResult here.");
        }
    }

    private static void Fail(HttpResponse response)
    {
        response.Clear();
        response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private sealed class RouteValues(RouteValueDictionary values)
        : Dictionary<string, object?>(values, StringComparer.OrdinalIgnoreCase);
}
