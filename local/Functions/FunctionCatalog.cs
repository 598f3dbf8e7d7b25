using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Smart.Local.Runtime;

namespace Smart.Local.Functions;

/// <summary>The functions of some assemblies, found by their attribute.</summary>
public sealed class FunctionCatalog
{
    private readonly Dictionary<string, LocalFunction> _byName;

    private FunctionCatalog(Dictionary<string, LocalFunction> byName) => _byName = byName;

    /// <summary>All functions, by name.</summary>
    public IReadOnlyCollection<LocalFunction> All => _byName.Values;

    /// <summary>Finds the functions of assemblies; <see cref="InvalidOperationException"/> when one is wrong or a name is used twice.</summary>
    /// <param name="assemblies">Where to look.</param>
    public static FunctionCatalog Find(IEnumerable<Assembly> assemblies)
        => Of(assemblies.SelectMany(assembly => assembly.GetTypes()));

    /// <summary>Finds the functions that the given types declare.</summary>
    /// <param name="types">Where to look.</param>
    public static FunctionCatalog Of(IEnumerable<Type> types)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var found = new SortedDictionary<string, LocalFunction>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.SelectMany(type => type.GetMethods(Own)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
                continue;
            if (!found.TryAdd(attribute.Name, LocalFunction.Read(method, attribute.Name)))
                throw new InvalidOperationException($"Two functions are called '{attribute.Name}'.");
        }

        return new FunctionCatalog(new Dictionary<string, LocalFunction>(found, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The functions that one kind of trigger starts, by name.</summary>
    /// <param name="kind">The kind of trigger.</param>
    public IEnumerable<LocalFunction> OfKind(TriggerKind kind) => All.Where(function => function.Kind == kind);

    /// <summary>The function of that name and kind; null when there is none.</summary>
    /// <param name="kind">The kind of trigger.</param>
    /// <param name="name">The name, whatever its case.</param>
    public LocalFunction? Get(TriggerKind kind, string name)
        => _byName.TryGetValue(name, out var function) && function.Kind == kind ? function : null;
}
