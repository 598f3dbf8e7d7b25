using Azure.Core.Pipeline;
using Smart.Functions.Tests;
using Smart.Local.Azurite;
using Smart.Local.Storage.Memory;

[assembly: AssemblyFixture(typeof(TestStorage))]

namespace Smart.Functions.Tests;

/// <summary>
/// Where tests keep tables and blobs. Stories are told on storage in memory, and on Azurite where
/// <see cref="StoriesOnAzurite"/> is set (ADR 0011); what is about storage itself asks for Azurite by <see cref="ConnectAsync"/>.
/// </summary>
public sealed class TestStorage : IAsyncDisposable
{
    /// <summary>The environment variable that, set to 1, tells every story on Azurite.</summary>
    public const string StoriesOnAzurite = "SMART_STORIES_ON_AZURITE";

    /// <summary>How long a story may take to come to rest: what takes longer is stuck, and should say so while the run goes on.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private static readonly bool IsOnAzurite = Environment.GetEnvironmentVariable(StoriesOnAzurite) == "1";

    private readonly Lazy<Task<AzuriteProcess>> _process = new(() => AzuriteProcess.StartAsync(new AzuriteOptions(), CancellationToken.None));
    private int _prefixes;

    /// <summary>Where an Azurite in memory is: one for the whole run, started by the first test that needs it.</summary>
    public async Task<string> ConnectAsync() => (await _process.Value).ConnectionString;

    /// <summary>A prefix that no other test has.</summary>
    public string NewPrefix() => $"t{Interlocked.Increment(ref _prefixes)}";

    /// <summary>Storage of one story's own.</summary>
    public async Task<StoryStorage> ForStoryAsync() => IsOnAzurite
        ? new StoryStorage(await ConnectAsync(), null, NewPrefix())
        : new StoryStorage(MemoryStorage.ConnectionString, new MemoryStorage().Transport, NewPrefix());

    public async ValueTask DisposeAsync()
    {
        if (_process.IsValueCreated)
            await (await _process.Value).DisposeAsync();
    }
}

/// <summary>What a host needs to reach the storage of one story.</summary>
/// <param name="ConnectionString">Where it is.</param>
/// <param name="Transport">How it is reached; null: over HTTP.</param>
/// <param name="Prefix">What the names of its tables and containers begin with.</param>
public sealed record StoryStorage(string ConnectionString, HttpPipelineTransport? Transport, string Prefix);
