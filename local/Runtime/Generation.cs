using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Smart.Local.Broker;
using Smart.Local.Durable;
using Smart.Local.Functions;
using Smart.Local.Storage;
using Smart.Local.Timers;

namespace Smart.Local.Runtime;

/// <summary>
/// One life of the process: its services, its handles to storage, broker and engine, and the pump that drives it. It
/// keeps nothing that a kill would not lose.
/// </summary>
internal sealed class Generation
{
    private readonly IHost _host;

    private Generation(Fence fence, IHost host, MessageBroker broker, DurableEngine engine, FunctionInvoker invoker, Pump pump)
    {
        Fence = fence;
        _host = host;
        Broker = broker;
        Engine = engine;
        Invoker = invoker;
        Pump = pump;
    }

    public Fence Fence { get; }

    public IServiceProvider Services => _host.Services;

    public MessageBroker Broker { get; }

    public DurableEngine Engine { get; }

    public FunctionInvoker Invoker { get; }

    public Pump Pump { get; }

    /// <summary>Starts a life from what storage holds.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The broker's client holds nothing, and lives as long as the generation.")]
    public static async Task<Generation> StartAsync(GenerationParts parts, CancellationToken cancellationToken)
    {
        var fence = new Fence();
        var options = parts.Options;
        var tables = new TableServiceClient(parts.ConnectionString, TableOptions(parts, fence));
        var configuration = Configuration(parts);
        var queues = parts.Catalog.OfKind(TriggerKind.Queue)
            .ToDictionary(function => SettingNames.Resolve(((ServiceBusTriggerAttribute)function.Trigger).QueueName!, configuration), StringComparer.OrdinalIgnoreCase);
        var broker = await MessageBroker.OpenAsync(
            tables.GetTableClient($"{options.Prefix}QueueMessages"),
            queues.Select(queue => QueueDefinition.Of(queue.Key, queue.Value)),
            parts.Clock,
            parts.Broker with { Faults = options.MessageFaults ?? parts.Broker.Faults },
            cancellationToken);

        var builder = Builder(parts, configuration);
        builder.Services.AddSingleton(fence);
        builder.Services.AddSingleton(parts.TransportFor(StorageCaller.Product, fence));
        if (parts.Retries is { } retries)
            builder.Services.AddSingleton(retries);
        builder.Services.AddSingleton<ServiceBusClient>(new BrokerClient(broker, fence));
        var pipeline = new WorkerPipeline(builder.Services);
        options.Compose?.Invoke(pipeline, configuration);
        var host = builder.Build();

        var (engine, invoker) = Engines(parts, tables, host.Services, pipeline, fence);
        if (options.Initialize is { } initialize)
            await initialize(host.Services, cancellationToken);
        await host.StartAsync(cancellationToken);
        await engine.LoadAsync(cancellationToken);
        var timers = await TimerSource.OpenAsync(
            parts.Catalog.OfKind(TriggerKind.Timer), options.Schedules, tables.GetTableClient($"{options.Prefix}TimerStatuses"), invoker, configuration, parts.Clock, cancellationToken);
        IWorkSource[] sources = [engine, .. queues.Select(queue => new QueueSource(broker, queue.Key, queue.Value, invoker, fence)), timers];
        var pump = new Pump(sources, parts.Clock, fence, options.Deterministic ? 1 : options.Workers, host.Services.GetRequiredService<ILoggerFactory>().CreateLogger<Pump>());
        pump.Start();
        return new Generation(fence, host, broker, engine, invoker, pump);
    }

    /// <summary>Ends a life; one that was fenced before ends as if killed, another finishes what it has begun.</summary>
    public async Task EndAsync()
    {
        await Pump.DisposeAsync();
        if (!Fence.IsClosed)
            await _host.StopAsync(CancellationToken.None);
        Fence.Close();
        await Engine.DisposeAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }

    private static (DurableEngine Engine, FunctionInvoker Invoker) Engines(
        GenerationParts parts, TableServiceClient tables, IServiceProvider services, WorkerPipeline pipeline, Fence fence)
    {
        var options = new DurableEngineOptions { ReplayCheck = parts.Options.ReplayCheck, Observers = parts.Options.DurableObservers, Faults = parts.Options.MessageFaults };
        DurableEngine engine = null!;
        var invoker = new FunctionInvoker(services, pipeline, new ParameterBinder(() => engine.Client), fence, parts.Trace);
        engine = new DurableEngine(
            parts.Clock,
            new TableDurableStore(tables, parts.Options.Prefix),
            new DurableFunctions(parts.Catalog, invoker, options.Json),
            options,
            services.GetRequiredService<ILoggerFactory>());
        return (engine, invoker);
    }

    private static TableClientOptions TableOptions(GenerationParts parts, Fence fence)
    {
        var options = new TableClientOptions { Transport = parts.TransportFor(StorageCaller.Engine, fence) };
        if (parts.Retries is { } retries)
            options.RetryPolicy = retries;
        return options;
    }

    private static ConfigurationManager Configuration(GenerationParts parts)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
        [
            new("Storage:ConnectionString", parts.ConnectionString),
            new("Storage:Prefix", parts.Options.Prefix),
            .. parts.Options.Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)),
        ]);
        return configuration;
    }

    private static HostApplicationBuilder Builder(GenerationParts parts, ConfigurationManager configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "Smart.Functions",
            EnvironmentName = Environments.Development,
            Configuration = configuration,
        });
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(parts.Clock);
        parts.Options.ConfigureLogging?.Invoke(builder.Logging);
        return builder;
    }

    /// <summary>The host lives as long as its owner says: signals of the console are the owner's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
