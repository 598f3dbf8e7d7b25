using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Smart.Functions.Http;

/// <summary>An HTTP function as others see it.</summary>
/// <param name="Name">The function's name, also its operation id.</param>
/// <param name="Method">The HTTP method, lower case.</param>
/// <param name="Route">The route below <c>/api/</c>.</param>
/// <param name="Operation">What it says of itself.</param>
/// <param name="Capability">The last part of its namespace.</param>
public sealed record ApiEndpoint(string Name, string Method, string Route, ApiOperationAttribute Operation, string Capability)
{
    /// <summary>True for methods that change something.</summary>
    public bool IsMutation => Method is not ("get" or "head");

    /// <summary>True when the operation asks for an <c>Idempotency-Key</c>; a file is known by the hash of its bytes.</summary>
    public bool NeedsIdempotencyKey => IsMutation && !Operation.IsAnonymous && Operation.RequestMediaType is null;
}

/// <summary>Every HTTP function of the assembly that describes itself; found once by reflection.</summary>
public sealed class ApiCatalog
{
    private readonly Dictionary<string, ApiEndpoint> _byName = Scan(typeof(ApiCatalog).Assembly)
        .ToDictionary(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>In order of route and method.</summary>
    public IEnumerable<ApiEndpoint> Endpoints => _byName.Values.OrderBy(e => e.Route, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal);

    /// <summary>The endpoint of a function, or null when it is not an HTTP function or does not describe itself.</summary>
    public ApiEndpoint? Find(string functionName) => _byName.GetValueOrDefault(functionName);

    private static IEnumerable<ApiEndpoint> Scan(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        let operation = method.GetCustomAttribute<ApiOperationAttribute>()
        where function is not null && operation is not null
        let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single()
        from verb in trigger.Methods ?? []
        select new ApiEndpoint(function.Name, verb.ToLowerInvariant(), trigger.Route ?? function.Name, operation, type.Namespace!.Split('.')[^1]);
}
