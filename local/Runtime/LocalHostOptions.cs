using System.Reflection;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Smart.Local.Azurite;
using Smart.Local.Broker;
using Smart.Local.Durable;
using Smart.Local.Http;
using Smart.Local.Storage;

namespace Smart.Local.Runtime;

/// <summary>What a host serves, and how.</summary>
public sealed record LocalHostOptions
{
    /// <summary>The patience of a host that is not told otherwise.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Where tables and blobs are; null starts an Azurite that ends with the host.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>How storage is reached; null: over HTTP. The giver disposes of it, and names a <see cref="ConnectionString"/> that it answers for.</summary>
    public HttpPipelineTransport? StorageTransport { get; init; }

    /// <summary>How that Azurite runs.</summary>
    public AzuriteOptions Azurite { get; init; } = new();

    /// <summary>What the names of tables, containers and queues begin with: lower-case letters and digits, first a letter.</summary>
    public string Prefix { get; init; } = "smart";

    /// <summary>Where a virtual clock starts; null: the real clock.</summary>
    public DateTimeOffset? VirtualStart { get; init; }

    /// <summary>Another real clock; null: the machine's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The port on loopback; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>The assemblies whose functions are served.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [];

    /// <summary>Types whose functions are served as well.</summary>
    public IReadOnlyList<Type> FunctionTypes { get; init; } = [];

    /// <summary>The settings, named as in Azure: <c>__</c> and <c>:</c> both separate levels.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// Adds the services and middleware of the functions. The clock, the storage transport and the Service Bus client are
    /// registered before it. Called anew for each process generation.
    /// </summary>
    public Action<IFunctionsWorkerApplicationBuilder, IConfiguration>? Compose { get; init; }

    /// <summary>Runs before each generation takes up work: creates tables and containers.</summary>
    public Func<IServiceProvider, CancellationToken, Task>? Initialize { get; init; }

    /// <summary>Runs each orchestrator again after each episode to find what is not deterministic.</summary>
    public bool ReplayCheck { get; init; }

    /// <summary>One piece of work at a time, in an order that depends on nothing but due times.</summary>
    public bool Deterministic { get; init; }

    /// <summary>
    /// Other schedules for timer functions, by name: a story of months on a virtual clock has no use for a repair every five minutes.
    /// </summary>
    public IReadOnlyDictionary<string, string> Schedules { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many pieces of work run at once when not deterministic.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>How the queues behave; null: as in Azure, with the concurrency of host.json.</summary>
    public BrokerOptions? Broker { get; init; }

    /// <summary>See each storage request; a test injects its faults here.</summary>
    public IReadOnlyList<IStorageObserver> StorageObservers { get; init; } = [];

    /// <summary>What becomes of messages and events on their way; null: they arrive.</summary>
    public IMessageFaults? MessageFaults { get; init; }

    /// <summary>See each committed step of each orchestration.</summary>
    public IReadOnlyList<IDurableObserver> DurableObservers { get; init; } = [];

    /// <summary>The development sign-in; null leaves it out and passes headers as they come.</summary>
    public DevelopmentSignInOptions? SignIn { get; init; } = new();

    /// <summary>Adds services for the pages of <see cref="MapPages"/>.</summary>
    public Action<IServiceCollection>? ConfigurePages { get; init; }

    /// <summary>Maps pages beside the functions: the console.</summary>
    public Action<WebApplication, LocalHost>? MapPages { get; init; }

    /// <summary>Where logs go; null: nowhere.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <summary>Real time after which a host that does not come to rest is an error.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;
}
