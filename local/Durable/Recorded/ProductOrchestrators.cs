using Microsoft.DurableTask;
using Smart.Functions.Composition;
using Smart.Local.Functions;
using Smart.Local.Runtime;

namespace Smart.Local.Durable;

/// <summary>The orchestrators of the product, run without services: they have none.</summary>
public static class ProductOrchestrators
{
    private static readonly FunctionCatalog Catalog = FunctionCatalog.Find([typeof(SmartServices).Assembly]);

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Catalog.OfKind(TriggerKind.Orchestration).Select(function => function.Name).Order(StringComparer.Ordinal)];

    /// <summary>Finds one by its name; null when there is none.</summary>
    /// <param name="name">The name, whatever its case.</param>
    public static Func<TaskOrchestrationContext, Task<object?>>? Find(string name) =>
        Catalog.Get(TriggerKind.Orchestration, name) is { } function
            ? context => FunctionResult.UnwrapAsync(function.Method.ReturnType, function.Method.CreateDelegate<Func<TaskOrchestrationContext, Task>>()(context))
            : null;
}
