using System.Diagnostics;
using System.Globalization;

namespace Smart.Local.Chaos;

/// <summary>One life of the product's process.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    // The host that runs this program; under a test runner of its own name, the one on the path.
    private static string Dotnet { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChaosJournal _journal;

    private ProductProcess(Process process, ChaosJournal journal)
    {
        _process = process;
        _journal = journal;
        Ended = process.WaitForExitAsync(CancellationToken.None);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends when the process answers requests.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Ends with the process.</summary>
    public Task Ended { get; }

    /// <summary>Starts the program that runs here once more, as the product.</summary>
    public static ProductProcess Start(ChaosProductOptions options, string temporaryFolder, ChaosJournal journal)
    {
        var program = typeof(ProductProcess).Assembly.Location;
        string[] arguments =
        [
            program, ChaosProduct.Verb,
            "--port", options.Port.ToString(CultureInfo.InvariantCulture),
            "--storage", options.Storage,
            "--stripe", options.Stripe.ToString(),
            "--ahead", options.Ahead.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo(Dotnet, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // A process that is killed leaves its temporary files: they go with those of the run.
        foreach (var name in (string[])["TMPDIR", "TMP", "TEMP"]) start.Environment[name] = temporaryFolder;
        return new ProductProcess(Process.Start(start)!, journal);
    }

    /// <summary>Ends it at once, as the kernel does: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Ended;
    }

    /// <summary>Lets it finish what it has begun.</summary>
    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            _process.StandardInput.Close();
            await Ended.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line == ChaosProduct.Ready) _ready.TrySetResult();
        else Say(line);
    }

    private void Say(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line)) _journal.Write("product", line);
    }
}
