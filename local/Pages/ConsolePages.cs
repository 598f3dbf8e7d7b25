using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Smart.Local.Pages;

/// <summary>The console at <c>/</c>: what the system knows and does, as pages rendered on the server.</summary>
internal static class ConsolePages
{
    /// <summary>Adds the console beside the product's API.</summary>
    public static void Map(WebApplication app, LocalSystem system)
    {
        app.MapGet("/", () => PageAsync<Overview>(app.Services, new() { [nameof(Overview.Today)] = system.Today }));
    }

    private static async Task<IResult> PageAsync<TPage>(IServiceProvider services, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Results.Content(html, "text/html; charset=utf-8");
    }
}
