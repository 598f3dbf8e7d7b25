using System.Diagnostics.CodeAnalysis;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.DurableTask.Client;
using Smart.Local.Azurite;
using Smart.Local.Broker;
using Smart.Local.Durable;
using Smart.Local.Functions;
using Smart.Local.Http;
using Smart.Local.Storage;

namespace Smart.Local.Runtime;

/// <summary>
/// Runs functions on this machine: finds them by their attributes, serves their routes on loopback, and drives their
/// schedules, messages and orchestrations on a real or a virtual clock.
/// </summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly GenerationParts _parts;
    private readonly AzuriteProcess? _azurite;
    private readonly HttpClientTransport? _ownTransport;
    private readonly SemaphoreSlim _steering = new(1, 1);
    private Generation _generation = null!;
    private WebApplication _web = null!;
    private long _reported;

    private LocalHost(GenerationParts parts, AzuriteProcess? azurite, HttpClientTransport? ownTransport)
    {
        _parts = parts;
        _azurite = azurite;
        _ownTransport = ownTransport;
    }

    /// <summary>Calls the functions.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Where they are served.</summary>
    public Uri BaseAddress => Http.BaseAddress!;

    /// <summary>The virtual clock; null on the real one.</summary>
    public VirtualClock? Clock => _parts.Clock as VirtualClock;

    /// <summary>The time here.</summary>
    public TimeProvider TimeProvider => _parts.Clock;

    /// <summary>The services of the present process generation.</summary>
    public IServiceProvider Services => _generation.Services;

    /// <summary>The queues, to look into.</summary>
    public MessageBroker Broker => _generation.Broker;

    /// <summary>The durable engine, to look into.</summary>
    public DurableEngine Engine => _generation.Engine;

    /// <summary>Starts and steers orchestrations.</summary>
    public DurableTaskClient Durable => _generation.Engine.Client;

    /// <summary>The functions that are served.</summary>
    public FunctionCatalog Functions => _parts.Catalog;

    /// <summary>What has been run.</summary>
    public ExecutionTrace Trace => _parts.Trace;

    /// <summary>How many storage requests were sent.</summary>
    public StorageCallCounter StorageCalls => _parts.Calls;

    /// <summary>Where the storage is.</summary>
    public string ConnectionString => _parts.ConnectionString;

    /// <summary>Starts a host; it has taken up work and answers requests when this ends.</summary>
    /// <param name="options">What to serve, and how.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The host that is made of them disposes of them.")]
    public static async Task<LocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        if (options is { StorageTransport: not null, ConnectionString: null })
            throw new ArgumentException("A storage transport comes with the connection string that it answers for.", nameof(options));
        var azurite = options.ConnectionString is null ? await AzuriteProcess.StartAsync(options.Azurite, cancellationToken) : null;
        var ownTransport = options.StorageTransport is null ? new HttpClientTransport() : null;
        var hostJson = HostJson.Read(AppContext.BaseDirectory);
        var parts = new GenerationParts(
            options,
            options.ConnectionString ?? azurite!.ConnectionString,
            options.VirtualStart is { } start ? new VirtualClock(start) : options.Clock ?? TimeProvider.System,
            FunctionCatalog.Of([.. options.Assemblies.SelectMany(assembly => assembly.GetTypes()), .. options.FunctionTypes]),
            options.Broker ?? hostJson.Broker,
            new ExecutionTrace(),
            new StorageCallCounter(),
            options.StorageTransport ?? ownTransport!);
        var host = new LocalHost(parts, azurite, ownTransport);
        try
        {
            host._generation = await Generation.StartAsync(parts, cancellationToken);
            host._web = await WebServer.StartAsync(host, options, hostJson.RoutePrefix, () => host._generation, cancellationToken);
            host.Http = new HttpClient { BaseAddress = new Uri(host._web.Urls.First()) };
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Lets all work that is ready now run, and waits until nothing runs, no message is unsettled and no request is in
    /// flight. <see cref="FencedException"/> when the generation ends meanwhile.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What ran since the last such call, in order, requests included.</returns>
    public Task<IReadOnlyList<TraceEntry>> RunUntilIdleAsync(CancellationToken cancellationToken = default)
        => SteerAsync(() => RestAsync(cancellationToken), cancellationToken);

    /// <summary>Moves the virtual clock on, from one due instant to the next, running everything on the way; at rest before and after.</summary>
    /// <param name="target">The instant to arrive at.</param>
    /// <param name="cancellationToken">Gives up on the way.</param>
    /// <returns>What ran since the last such call, in order, requests included.</returns>
    public Task<IReadOnlyList<TraceEntry>> AdvanceToAsync(DateTimeOffset target, CancellationToken cancellationToken = default)
    {
        var clock = Clock ?? throw new InvalidOperationException("Only a virtual clock can be advanced.");
        return SteerAsync(() => AdvanceAsync(clock, target, cancellationToken), cancellationToken);
    }

    /// <summary>Moves the virtual clock on by a duration; see <see cref="AdvanceToAsync"/>.</summary>
    /// <param name="duration">How far.</param>
    /// <param name="cancellationToken">Gives up on the way.</param>
    /// <returns>What ran since the last such call, in order, requests included.</returns>
    public Task<IReadOnlyList<TraceEntry>> AdvanceAsync(TimeSpan duration, CancellationToken cancellationToken = default)
        => AdvanceToAsync(TimeProvider.GetUtcNow() + duration, cancellationToken);

    /// <summary>Cuts the present process generation off, as a kill would: nothing it does takes effect any more.</summary>
    public void Fence() => _generation.Fence.Close();

    /// <summary>Whether the present process generation was cut off.</summary>
    public bool IsFenced => _generation.Fence.IsClosed;

    /// <summary>Kills the present process generation and starts another from what storage holds.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _steering.WaitAsync(cancellationToken);
        try
        {
            Fence();
            await _generation.EndAsync();
            _generation = await Generation.StartAsync(_parts, cancellationToken);
        }
        finally
        {
            _steering.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_web is not null)
            await _web.DisposeAsync();
        if (_generation is not null)
            await _generation.EndAsync();
        _ownTransport?.Dispose();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _steering.Dispose();
    }

    private async Task<IReadOnlyList<TraceEntry>> SteerAsync(Func<Task> steer, CancellationToken cancellationToken)
    {
        await _steering.WaitAsync(cancellationToken);
        try
        {
            await steer();
            var ran = Trace.Since(_reported);
            _reported = ran.Count == 0 ? _reported : ran[^1].Sequence;
            return ran;
        }
        finally
        {
            _steering.Release();
        }
    }

    private async Task AdvanceAsync(VirtualClock clock, DateTimeOffset target, CancellationToken cancellationToken)
    {
        await RestAsync(cancellationToken);
        while (Earliest(_generation.Pump.NextDue(), clock.NextTimer) is { } due && due <= target)
            await MoveAsync(clock, due, cancellationToken);
        await MoveAsync(clock, target, cancellationToken);
    }

    private async Task MoveAsync(VirtualClock clock, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        if (instant > clock.GetUtcNow())
            clock.Set(instant);
        _generation.Pump.Signal();
        await RestAsync(cancellationToken);
    }

    private Task RestAsync(CancellationToken cancellationToken) => _generation.Pump.RunUntilIdleAsync(_parts.Options.Patience, cancellationToken);

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
