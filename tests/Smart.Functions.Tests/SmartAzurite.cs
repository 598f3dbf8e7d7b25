using Smart.Functions.Tests;
using Smart.Local.Azurite;

[assembly: AssemblyFixture(typeof(SmartAzurite))]

namespace Smart.Functions.Tests;

/// <summary>One Azurite in memory for the whole test run, started by the first test that needs it; each test works under a prefix of its own.</summary>
public sealed class SmartAzurite : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteProcess>> _process = new(() => AzuriteProcess.StartAsync(new AzuriteOptions(), CancellationToken.None));
    private int _prefixes;

    /// <summary>Where tables and blobs are.</summary>
    public async Task<string> ConnectAsync() => (await _process.Value).ConnectionString;

    /// <summary>A prefix that no other test has.</summary>
    public string NewPrefix() => $"t{Interlocked.Increment(ref _prefixes)}";

    public async ValueTask DisposeAsync()
    {
        if (_process.IsValueCreated)
            await (await _process.Value).DisposeAsync();
    }
}
