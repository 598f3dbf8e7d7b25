using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Runtime;

namespace Smart.Local.Http;

/// <summary>The web server of a host, on loopback; it outlives process generations, so that the address stays.</summary>
internal static class WebServer
{
    // The limit of the Functions host.
    private const long MaxBodyBytes = 104_857_600;

    public static async Task<WebApplication> StartAsync(LocalHost host, LocalHostOptions options, string routePrefix, Func<Generation> current, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRouting();
        options.ConfigurePages?.Invoke(builder.Services);
        options.ConfigureLogging?.Invoke(builder.Logging);
        var web = builder.Build();
        if (options.SignIn is { } signIn)
            web.UseMiddleware<DevelopmentSignIn>(signIn);
        options.MapPages?.Invoke(web, host);
        FunctionEndpoints.Map(web, host.Functions.OfKind(TriggerKind.Http), routePrefix, current);
        await web.StartAsync(cancellationToken);
        return web;
    }
}
