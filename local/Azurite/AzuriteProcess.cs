using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Smart.Local.Azurite;

/// <summary>
/// Azurite serving tables and blobs on free loopback ports. It closes when disposed, and by itself when this process ends,
/// however that happens; either way it writes its data first.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // Azurite's account key is a public constant, the same on every machine.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _blob = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _table = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => ReadLine(line.Data);
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where tables are served, with the account in the path.</summary>
    public Uri TableEndpoint { get; private set; } = null!;

    /// <summary>Where blobs are served, with the account in the path.</summary>
    public Uri BlobEndpoint { get; private set; } = null!;

    /// <summary>What the clients of Azure.Data.Tables and Azure.Storage.Blobs take.</summary>
    public string ConnectionString =>
        $"AccountName={Account};AccountKey={AccountKey};TableEndpoint={TableEndpoint};BlobEndpoint={BlobEndpoint};";

    /// <summary>Installs Azurite where it is missing, starts it and waits until both services answer.</summary>
    /// <exception cref="InvalidOperationException">Node.js is missing, or Azurite ended; the message holds what it said.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var script = await AzuriteInstallation.EnsureAsync(options, cancellationToken);
        var folder = Path.GetDirectoryName(script)!;
        // Port 0: the system picks a free port and Azurite says which, so that two starts never race for one.
        string[] arguments =
        [
            script, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobPort", $"{options.BlobPort}", "--queuePort", "0", "--tablePort", $"{options.TablePort}",
            .. options.DataFolder is { } data ? ["--location", Path.GetFullPath(data)] : (string[])["--inMemoryPersistence"],
        ];
        var azurite = new AzuriteProcess(Npm.Start("node", folder, arguments));
        try
        {
            await azurite.WaitUntilReadyAsync(cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks Azurite to write its data and end, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        finally
        {
            _process.Dispose();
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        var listening = Task.WhenAll(_blob.Task, _table.Task).WaitAsync(limit.Token);
        if (await Task.WhenAny(listening, _process.WaitForExitAsync(limit.Token)) != listening)
            throw new InvalidOperationException($"Azurite did not start:\n{string.Join('\n', _errors)}");

        BlobEndpoint = new Uri(await _blob.Task, Account);
        TableEndpoint = new Uri(await _table.Task, Account);
        // Any answer will do: an unsigned request is refused by a service that is up.
        using var http = new HttpClient();
        foreach (var endpoint in (Uri[])[BlobEndpoint, TableEndpoint]) (await http.GetAsync(endpoint, limit.Token)).Dispose();
    }

    private void ReadLine(string? line)
    {
        if (line is null || Listening().Match(line) is not { Success: true } match) return;
        var address = new Uri(match.Groups["address"].Value);
        if (match.Groups["service"].Value == "Blob") _blob.TrySetResult(address);
        if (match.Groups["service"].Value == "Table") _table.TrySetResult(address);
    }

    [GeneratedRegex("^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>http://\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
