namespace Smart.Local.Azurite;

/// <summary>How the storage emulator runs.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The folder that keeps the data; null keeps it in memory, gone when the process ends.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The loopback port of blobs; 0: a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The loopback port of tables; 0: a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>Where Azurite is installed; null is <c>.smart/azurite</c> at the root of the repository.</summary>
    public string? ToolFolder { get; init; }

    /// <summary>Told what takes long, such as the first installation.</summary>
    public IProgress<string>? Progress { get; init; }
}
