using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Runtime;

/// <summary>Starts hosts over sample functions, each test under its own prefix, and stops them.</summary>
public abstract class HostedTest(TestStorage storage) : IAsyncLifetime
{
    private readonly List<LocalHost> _hosts = [];
    private readonly string _prefix = storage.NewPrefix();

    protected static DateTimeOffset Start { get; } = new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);

    protected Notes Notes { get; } = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<LocalHost> StartAsync(Func<LocalHostOptions, LocalHostOptions>? change = null, params Type[] functions)
    {
        var options = new LocalHostOptions
        {
            ConnectionString = await storage.ConnectAsync(),
            Prefix = _prefix,
            VirtualStart = Start,
            Deterministic = true,
            ReplayCheck = true,
            FunctionTypes = functions,
            Patience = TimeSpan.FromSeconds(30),
            Settings = new Dictionary<string, string?> { ["Queues__Plain"] = "plain", ["Timers__Half"] = "0 30 * * * *" },
            Compose = (worker, _) =>
            {
                worker.Services.AddSingleton(Notes);
                worker.Services.AddScoped<Scoped>();
            },
        };
        var host = await LocalHost.StartAsync(change?.Invoke(options) ?? options, Ct);
        _hosts.Add(host);
        return host;
    }

    protected static LocalHostOptions WithMiddleware(LocalHostOptions options) => options with
    {
        Compose = (worker, configuration) =>
        {
            options.Compose!(worker, configuration);
            worker.UseMiddleware<FirstMiddleware>();
            worker.UseMiddleware<SecondMiddleware>();
        },
    };
}
