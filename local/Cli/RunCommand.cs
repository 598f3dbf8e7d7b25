using System.CommandLine;
using Microsoft.Extensions.Logging;
using Smart.Local.Azurite;
using Smart.Local.Demo;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart run</c>: serves the system on the real clock and keeps its data.</summary>
internal static class RunCommand
{
    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where the system is served.", DefaultValueFactory = _ => SmartCommand.DefaultPort };
        var data = new Option<string?>("--data") { Description = "The folder that keeps the data; .smart/data of the repository when left out." };
        var command = new Command("run", "Serve the system on the real clock and keep its data.") { port, data };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(data), Terminal.Out, cancellation));
        return command;
    }

    /// <summary>Serves until Ctrl-C.</summary>
    public static async Task<int> RunAsync(int port, string? data, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(data ?? Path.Combine(Repository.Root, ".smart", "data"));
        Directory.CreateDirectory(folder);
        LocalSystem started = null!;
        await console.Status().StartAsync("Starting storage and the product", async status =>
        {
            started = await LocalSystem.StartAsync(
                new LocalSystemOptions
                {
                    Port = port,
                    Console = true,
                    Azurite = new AzuriteOptions { DataFolder = folder, Progress = new Progress<string>(text => status.Status(text)) },
                    ConfigureLogging = logging => logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning),
                },
                cancellationToken);
        });
        await using var system = started;
        var root = $"http://localhost:{system.Host.BaseAddress.Port}";
        console.MarkupLineInterpolated($"[green]Serving.[/] Console [link]{root}/[/], API {root}/api, its description {root}/api/openapi.json.");
        console.MarkupLine("Sign in on the command line with the header X-Dev-User, for example [grey]X-Dev-User: anna;desk,finance[/]. Ctrl-C ends; the data stays.");
        await DemoCommand.WaitAsync(cancellationToken);
        return ExitCodes.Done;
    }
}
