using System.Reflection;
using System.Text.Json;
using Microsoft.DurableTask;
using Smart.Local.Durable;
using Smart.Local.Runtime;

namespace Smart.Local.Functions;

/// <summary>Gives the durable engine the orchestrators and activities of a generation.</summary>
internal sealed class DurableFunctions(FunctionCatalog catalog, FunctionInvoker invoker, JsonSerializerOptions json) : IDurableFunctions
{
    private static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    /// <inheritdoc />
    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name)
        => catalog.Get(TriggerKind.Orchestration, name) is { } function ? context => OrchestrateAsync(function, context) : null;

    /// <inheritdoc />
    public async Task<string?> RunActivityAsync(string name, string? input, string instanceId, CancellationToken cancellationToken)
    {
        var function = catalog.Get(TriggerKind.Activity, name)
                       ?? throw new InvalidOperationException($"There is no activity '{name}'.");
        var trigger = new TriggerInput(instanceId, type => input is null ? null : JsonSerializer.Deserialize(input, type, json))
        {
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId },
        };
        // Written by its own type, as the official converter does, so that a lost type discriminator shows here too.
        return await invoker.InvokeAsync(function, trigger, cancellationToken) is { } result ? JsonSerializer.Serialize(result, json) : null;
    }

    private Task<object?> OrchestrateAsync(LocalFunction function, TaskOrchestrationContext context)
        => invoker.InvokeOrchestratorAsync(
            function,
            new TriggerInput(context.InstanceId, _ => context)
            {
                ReadRest = type => GetInput.MakeGenericMethod(type).Invoke(context, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null),
            },
            () => context.IsReplaying);
}
