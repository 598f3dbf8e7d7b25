using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Smart.Local.Durable;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Durable;

/// <summary>Orchestrators and activities given as lambdas; activities count their runs.</summary>
internal sealed class LambdaFunctions : IDurableFunctions
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<string?, Task<string?>>> _activities = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Runs { get; } = [];

    public LambdaFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> body)
    {
        _orchestrators[name] = body;
        return this;
    }

    public LambdaFunctions Activity<TIn>(string name, Func<TIn?, object?> body)
    {
        _activities[name] = input =>
        {
            lock (Runs)
            {
                Runs.Add($"{name}({input})");
            }

            var result = body(input is null ? default : JsonSerializer.Deserialize<TIn>(input));
            return Task.FromResult(result is null ? null : JsonSerializer.Serialize(result));
        };
        return this;
    }

    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public Task<string?> RunActivityAsync(string name, string? input, string instanceId, CancellationToken cancellationToken) =>
        _activities.TryGetValue(name, out var body) ? body(input) : throw new InvalidOperationException($"There is no activity '{name}'.");
}

/// <summary>An engine on a virtual clock that a test drives step by step.</summary>
internal sealed class DurableHarness(LambdaFunctions functions, IDurableStore store, bool replayCheck)
{
    /// <summary>What becomes of the events that the client raises.</summary>
    public IMessageFaults? Faults { get; init; }

    /// <summary>Where orchestrators log.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public VirtualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    public LambdaFunctions Functions => functions;

    public DurableEngine Engine { get; private set; } = null!;

    public DurableTaskClient Client => Engine.Client;

    public static async Task<DurableHarness> StartAsync(
        LambdaFunctions functions,
        IDurableStore? store = null,
        bool replayCheck = true,
        IMessageFaults? faults = null,
        ILoggerFactory? loggers = null)
    {
        var harness = new DurableHarness(functions, store ?? new MemoryDurableStore(), replayCheck)
        {
            Faults = faults,
            Loggers = loggers ?? NullLoggerFactory.Instance,
        };
        await harness.RestartAsync();
        return harness;
    }

    /// <summary>Forgets all memory, as a lost process does, and loads from the store.</summary>
    public async Task RestartAsync()
    {
        var options = new DurableEngineOptions { ReplayCheck = replayCheck, CachedHistories = 2, Faults = Faults };
        Engine = new DurableEngine(Clock, store, functions, options, Loggers);
        await Engine.LoadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Does everything that is ready now.</summary>
    public async Task RunAsync()
    {
        for (var step = 0; await Engine.RunOneAsync(TestContext.Current.CancellationToken); step++)
        {
            step.ShouldBeLessThan(10_000, "The engine does not come to rest.");
        }
    }

    /// <summary>Moves the clock, doing on the way what falls due.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        await RunAsync();
        while (Engine.NextDue() is { } due && due.At <= end)
        {
            Clock.Set(due.At > Clock.GetUtcNow() ? due.At : Clock.GetUtcNow());
            await RunAsync();
        }

        Clock.Set(end);
        await RunAsync();
    }

    public async Task<string> StartNewAsync(string name, object? input = null, string id = "one")
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));
        await RunAsync();
        return id;
    }

    /// <summary>Raises an event and does what follows from it.</summary>
    public async Task RaiseAsync(string name, object? payload = null, string id = "one")
    {
        await Client.RaiseEventAsync(id, name, payload);
        await RunAsync();
    }

    public async Task<OrchestrationMetadata> ReadAsync(string id = "one") =>
        (await Client.GetInstanceAsync(id, getInputsAndOutputs: true)).ShouldNotBeNull();

    public async Task<OrchestrationRuntimeStatus> StatusAsync(string id = "one") => (await ReadAsync(id)).RuntimeStatus;

    /// <summary>Why an instance failed.</summary>
    public async Task<TaskFailureDetails> FailureAsync(string id = "one")
    {
        var instance = await ReadAsync(id);
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        return instance.FailureDetails.ShouldNotBeNull();
    }

    public async Task<T?> OutputAsync<T>(string id = "one")
    {
        var instance = await ReadAsync(id);
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, instance.FailureDetails?.ToString());
        return instance.ReadOutputAs<T>();
    }
}
