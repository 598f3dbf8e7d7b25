using Smart.Local.Storage.Memory;

namespace Smart.Local.Bench;

/// <summary>A system on storage in memory, where it is the product that takes the time.</summary>
public static class BenchStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Starts one on a virtual clock.</summary>
    /// <param name="storage">Where it stores.</param>
    /// <param name="options">What is special about it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<LocalSystem> StartAsync(MemoryStorage storage, LocalSystemOptions options, CancellationToken cancellationToken) => LocalSystem.StartAsync(
        options with { ConnectionString = MemoryStorage.ConnectionString, StorageTransport = storage.Transport, Prefix = "bench", VirtualStart = BenchLedger.Start, Patience = Patience },
        cancellationToken);
}
