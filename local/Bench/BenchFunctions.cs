using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Smart.Local.Durable;

namespace Smart.Local.Bench;

/// <summary>Orchestrations that do as little as possible.</summary>
internal sealed class BenchFunctions : IDurableFunctions
{
    /// <summary>Calls as many activities as its input says, one after another.</summary>
    public const string Chain = nameof(Chain);

    /// <summary>Calls as many activities as its input says, all at once.</summary>
    public const string Fan = nameof(Fan);

    /// <summary>Waits for an event or a year.</summary>
    public const string Sleep = nameof(Sleep);

    private const string AddOne = nameof(AddOne);

    /// <inheritdoc />
    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name) => name switch
    {
        Chain => ChainAsync,
        Fan => FanAsync,
        Sleep => SleepAsync,
        _ => null,
    };

    /// <inheritdoc />
    public Task<string?> RunActivityAsync(string name, string? input, string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult<string?>((JsonSerializer.Deserialize<int>(input!) + 1).ToString(CultureInfo.InvariantCulture));

    private static async Task<object?> ChainAsync(TaskOrchestrationContext context)
    {
        var sum = 0;
        for (var left = context.GetInput<int>(); left > 0; left--) sum = await context.CallActivityAsync<int>(AddOne, sum);
        return sum;
    }

    private static async Task<object?> FanAsync(TaskOrchestrationContext context) =>
        (await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(number => context.CallActivityAsync<int>(AddOne, number)))).Sum();

    private static async Task<object?> SleepAsync(TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var year = context.CreateTimer(context.CurrentUtcDateTime.AddDays(365), cancellation.Token);
        await Task.WhenAny(year, context.WaitForExternalEvent<string>("wake", cancellation.Token));
        return null;
    }
}

/// <summary>Takes messages and does nothing with them.</summary>
internal static class BenchQueue
{
    /// <summary>Its queue.</summary>
    public const string Name = "bench";

    /// <summary>The function.</summary>
    [Function(nameof(BenchQueue))]
    public static Task RunAsync([ServiceBusTrigger(Name)] string body)
    {
        _ = body;
        return Task.CompletedTask;
    }
}
