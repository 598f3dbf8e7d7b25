using System.Diagnostics.CodeAnalysis;
using Smart.Local.Azurite;
using Smart.Local.Simulation;

namespace Smart.Local.Chaos;

/// <summary>What stands around the process that is killed, and the process: storage with its folder, card payments, ports.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private readonly ChaosOptions _options;
    private readonly ChaosJournal _journal;
    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyList<int> _ports;
    private AzuriteProcess? _azurite;
    private ProductProcess? _product;

    private ChaosWorld(ChaosOptions options, ChaosJournal journal, SimulatedStripe stripe)
    {
        _options = options;
        _journal = journal;
        Stripe = stripe;
        _folder = Directory.CreateTempSubdirectory("smart-chaos-");
        _ports = LoopbackPort.Free(3);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_ports[0]}"), Timeout = TimeSpan.FromSeconds(60) };
        stripe.WebhookAddress = new Uri(Http.BaseAddress, "/api/webhooks/stripe");
    }

    /// <summary>Card payments.</summary>
    public SimulatedStripe Stripe { get; }

    /// <summary>Calls the product, while there is one.</summary>
    public HttpClient Http { get; }

    /// <summary>Where tables and blobs are: the same in every life.</summary>
    public string Storage => _azurite?.ConnectionString ?? throw new InvalidOperationException("Storage is down.");

    /// <summary>The present life of the product.</summary>
    public ProductProcess Product => _product ?? throw new InvalidOperationException("The product was never started.");

    /// <summary>Starts storage and card payments, not the product.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The world that is made of it disposes of it.")]
    public static async Task<ChaosWorld> StartAsync(ChaosOptions options, ChaosJournal journal, CancellationToken cancellationToken)
    {
        var world = new ChaosWorld(options, journal, await SimulatedStripe.StartAsync(DemoCooperative.WebhookSecret, cancellationToken));
        try
        {
            await world.StartStorageAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a life of the product.</summary>
    /// <param name="ahead">How far its clock is ahead.</param>
    public async Task StartProductAsync(TimeSpan ahead)
    {
        if (_product is not null) await _product.DisposeAsync();
        _product = ProductProcess.Start(new ChaosProductOptions(_ports[0], Storage, Stripe.BaseAddress, ahead), _folder.FullName, _journal);
    }

    /// <summary>Stops storage in good order and starts it again, on the same ports and folder. The product must be down.</summary>
    public async Task RestartStorageAsync(CancellationToken cancellationToken)
    {
        await _azurite!.DisposeAsync();
        _azurite = null;
        await StartStorageAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_product is not null) await _product.DisposeAsync();
            Http.Dispose();
            await Stripe.DisposeAsync();
        }
        finally
        {
            if (_azurite is not null) await _azurite.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }

    private async Task StartStorageAsync(CancellationToken cancellationToken) => _azurite = await AzuriteProcess.StartAsync(
        _options.Azurite with { DataFolder = Path.Combine(_folder.FullName, "storage"), BlobPort = _ports[1], TablePort = _ports[2] }, cancellationToken);
}
