using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;

namespace Smart.Local.Functions;

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="Key">What the invocation is about, for the trace: a path, an occurrence, a message or instance id.</param>
/// <param name="Read">The value of the trigger's parameter, given its type.</param>
internal sealed record TriggerInput(string Key, Func<Type, object?> Read)
{
    /// <summary>Values for further parameters, matched by type.</summary>
    public IReadOnlyList<object> Values { get; init; } = [];

    /// <summary>Values for further parameters, matched by name: text of the route.</summary>
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The value of a parameter that nothing else fills, given its type: the input of an orchestrator.</summary>
    public Func<Type, object?>? ReadRest { get; init; }

    /// <summary>The request, of an HTTP trigger.</summary>
    public HttpContext? Http { get; init; }
}
