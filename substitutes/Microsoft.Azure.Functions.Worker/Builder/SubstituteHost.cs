using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>A host that tells how to run the functions and stops with exit code 1: this package has no connection to a Functions host.</summary>
internal sealed class SubstituteHost(IHost inner) : IHost
{
    public IServiceProvider Services => inner.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await Console.Error.WriteLineAsync(
            "This build uses substitutes for the Azure Functions packages and cannot be started by itself: use ./smart run".AsMemory(), cancellationToken).ConfigureAwait(false);
        System.Environment.ExitCode = 1;
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => inner.Dispose();
}
