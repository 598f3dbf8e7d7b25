using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Smart.Local.Functions;

/// <summary>What middleware is told about a function.</summary>
internal sealed class LocalFunctionDefinition(LocalFunction function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => function.Method.Module.FullyQualifiedName;

    public override string EntryPoint => $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";

    public override string Id => function.Name;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = function.Method.GetParameters()
        .SelectMany(parameter => parameter.GetCustomAttributes(inherit: false).OfType<BindingAttribute>(), (parameter, binding) => new InputBinding(parameter.Name!, binding))
        .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding, StringComparer.Ordinal);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class InputBinding(string name, BindingAttribute attribute) : BindingMetadata
    {
        public override string Name => name;

        // The host's names: HttpTriggerAttribute is "httpTrigger".
        public override string Type { get; } = CamelCase(attribute.GetType().Name[..^nameof(Attribute).Length]);

        public override BindingDirection Direction => BindingDirection.In;

        private static string CamelCase(string text) => char.ToLowerInvariant(text[0]) + text[1..];
    }
}
