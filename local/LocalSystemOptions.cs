using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Smart.Local.Azurite;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Local.Storage;
using Smart.Local.Timelines;

namespace Smart.Local;

/// <summary>How the product is served on one machine.</summary>
public sealed record LocalSystemOptions
{
    /// <summary>Where tables and blobs are; null starts an Azurite that ends with the system.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>How storage is reached; null: over HTTP. The giver disposes of it, and names a <see cref="ConnectionString"/> that it answers for.</summary>
    public HttpPipelineTransport? StorageTransport { get; init; }

    /// <summary>How that Azurite runs.</summary>
    public AzuriteOptions Azurite { get; init; } = new();

    /// <summary>What the names of tables and containers begin with; a test brings its own.</summary>
    public string Prefix { get; init; } = "smart";

    /// <summary>Where a virtual clock starts; null: the real clock.</summary>
    public DateTimeOffset? VirtualStart { get; init; }

    /// <summary>Another real clock, such as one that runs ahead; null: the machine's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Where card payments are taken outside this process; null simulates them in it.</summary>
    public Uri? Stripe { get; init; }

    /// <summary>The port on loopback; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Serves the console at <c>/</c>.</summary>
    public bool Console { get; init; }

    /// <summary>One piece of work at a time, in an order that depends on nothing but due times.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Runs each orchestrator again after each episode to find what is not deterministic.</summary>
    public bool ReplayCheck { get; init; }

    /// <summary>Other schedules for timer functions, by name.</summary>
    public IReadOnlyDictionary<string, string> Schedules { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Settings on top of those of the demo cooperative.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>See each storage request; a test injects its faults here.</summary>
    public IReadOnlyList<IStorageObserver> StorageObservers { get; init; } = [];

    /// <summary>See each call to the mail provider and to the card payments; a test injects its faults here.</summary>
    public IReadOnlyList<IProviderObserver> ProviderObservers { get; init; } = [];

    /// <summary>What becomes of messages and events on their way; null: they arrive.</summary>
    public IMessageFaults? MessageFaults { get; init; }

    /// <summary>Real time after which a system that does not come to rest is an error; null: as long as the runtime waits.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Told of each function before it runs: a story lets something happen at that moment.</summary>
    public Func<string, Task>? BeforeFunction { get; init; }

    /// <summary>
    /// Keeps whole histories, so that timelines tell whole stories. Left out, a console on a virtual clock has one; on the real clock,
    /// where a process lives for months, there is none.
    /// </summary>
    public TimelineRecorder? Timelines { get; init; }

    /// <summary>Where logs go; null: nowhere.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}
