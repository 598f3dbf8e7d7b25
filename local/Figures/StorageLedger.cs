using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Smart.Local.Storage;

namespace Smart.Local.Figures;

/// <summary>Which function called storage how often, as the requests leave the pipeline: retries included, the engine's own left out.</summary>
public sealed class StorageLedger : IStorageObserver
{
    private readonly AsyncLocal<string?> _function = new();
    private readonly ConcurrentDictionary<string, long> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _runs = new(StringComparer.Ordinal);

    /// <summary>The function that runs in this flow of control; null outside one.</summary>
    public string? Function => _function.Value;

    /// <inheritdoc />
    public void Before(StorageCall call)
    {
        if (call.Caller == StorageCaller.Product) _calls.AddOrUpdate(_function.Value ?? "outside a function", 1, (_, count) => count + 1);
    }

    /// <inheritdoc />
    public void After(StorageCall call, int status)
    {
    }

    /// <summary>Calls made by these functions so far.</summary>
    public long CallsOf(params ReadOnlySpan<string> functions)
    {
        long sum = 0;
        foreach (var function in functions) sum += _calls.GetValueOrDefault(function);
        return sum;
    }

    /// <summary>How often a function ran so far.</summary>
    public long RunsOf(string function) => _runs.GetValueOrDefault(function);

    /// <summary>Every function that called storage, most calls first.</summary>
    public IReadOnlyList<(string Function, long Runs, long Calls)> All =>
        [.. _calls.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, RunsOf(pair.Key), pair.Value))];

    internal void Enter(string function)
    {
        _function.Value = function;
        _runs.AddOrUpdate(function, 1, (_, count) => count + 1);
    }
}

/// <summary>Tells the ledger which function runs.</summary>
/// <param name="ledger">The ledger.</param>
public sealed class StorageLedgerMiddleware(StorageLedger ledger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ledger.Enter(context.FunctionDefinition.Name);
        return next(context);
    }
}
