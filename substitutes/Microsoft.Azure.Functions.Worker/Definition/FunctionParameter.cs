using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A parameter of a function.</summary>
public class FunctionParameter(string name, Type type, IReadOnlyDictionary<string, object> properties)
{
    public FunctionParameter(string name, Type type)
        : this(name, type, ImmutableDictionary<string, object>.Empty)
    {
    }

    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    public Type Type { get; } = type ?? throw new ArgumentNullException(nameof(type));

    public IReadOnlyDictionary<string, object> Properties { get; } = properties ?? throw new ArgumentNullException(nameof(properties));
}
