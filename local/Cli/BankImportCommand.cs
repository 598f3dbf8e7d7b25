using System.CommandLine;
using System.Globalization;
using Smart.Local.Http;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary><c>./smart bank import</c>: sends a bank file to the running system as finance, and waits until it is booked.</summary>
internal static class BankImportCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A CODA or camt file." };
        var url = new Option<string>("--url") { Description = "Where the system runs.", DefaultValueFactory = _ => $"http://localhost:{SmartCommand.DefaultPort}" };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var read) || read.Scheme is not ("http" or "https")) result.AddError("--url is an address such as http://localhost:7071.");
        });
        var command = new Command("import", "Send a bank file to the running system and wait until it is booked. Exit code 3: refused.") { file, url };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(file)!, new Uri(parsed.GetValue(url)!), Terminal.Out, cancellation));
        return command;
    }

    /// <summary>Sends it.</summary>
    /// <returns>0 booked, 1 the system does not answer, 3 refused.</returns>
    public static async Task<int> RunAsync(string path, Uri url, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            console.MarkupLineInterpolated($"[red]refused[/] there is no file {path}");
            return ExitCodes.Refused;
        }

        using var http = new HttpClient { BaseAddress = url };
        var api = new ApiClient(http, "command-line;finance");
        ApiAnswer accepted;
        try
        {
            accepted = await api.PostFileAsync("bank-files", await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
        }
        catch (HttpRequestException)
        {
            console.MarkupLineInterpolated($"[red]No system answers at {url}.[/] Start one with './smart run', or name another with --url.");
            return ExitCodes.Failed;
        }

        if (!accepted.Succeeded)
        {
            console.MarkupLineInterpolated($"[red]refused[/] {accepted.Problem}: {accepted.Body?["detail"]?.GetValue<string>()}");
            return ExitCodes.Refused;
        }

        return Show(await FollowAsync(api, accepted.Text("statusUrl"), console, cancellationToken), console);
    }

    private static async Task<ApiAnswer> FollowAsync(ApiClient api, string statusUrl, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        ApiAnswer answer = null!;
        await console.Status().StartAsync("Booking", async status =>
        {
            while (true)
            {
                answer = await api.GetAsync(statusUrl, limit.Token);
                var state = answer.Text("state");
                if (state is "done" or "refused") return;
                status.Status($"Booking: {state}");
                await Task.Delay(Pause, TimeProvider.System, limit.Token);
            }
        });
        return answer;
    }

    private static int Show(ApiAnswer answer, IAnsiConsole console)
    {
        var file = answer.Value;
        foreach (var error in file["errors"]?.AsArray() ?? []) console.MarkupLineInterpolated($"[red]refused[/] line {error!["line"]}: {error["message"]}");
        var refused = file["errors"]?.AsArray().Count > 0;
        foreach (var statement in file["statements"]?.AsArray() ?? [])
        {
            var why = statement!["refused"]?.GetValue<string>();
            refused |= why is not null;
            var movements = statement["movements"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture);
            console.MarkupLine($"{(why is null ? "[green]booked[/]" : "[red]refused[/]")}  {Markup.Escape($"{statement["accountKey"]}  statement {statement["sequence"]}  {statement["date"]}  {movements} movement(s)  {why}")}");
        }

        console.MarkupLineInterpolated($"{file["format"]} {file["version"]}: {file["state"]}");
        return refused ? ExitCodes.Refused : ExitCodes.Done;
    }
}
