using System.ComponentModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Smart.Local.Functions;

/// <summary>Fills the parameters of a function.</summary>
/// <param name="durableClient">What parameters marked as durable client receive.</param>
internal sealed class ParameterBinder(Func<DurableTaskClient> durableClient)
{
    /// <summary>One argument a parameter, in order; <see cref="InvalidOperationException"/> names the one that nothing fills.</summary>
    public object?[] Bind(LocalFunction function, TriggerInput input, FunctionContext context)
        => [.. function.Method.GetParameters().Select(parameter => Bind(function, parameter, input, context))];

    private object? Bind(LocalFunction function, ParameterInfo parameter, TriggerInput input, FunctionContext context)
    {
        var type = parameter.ParameterType;
        if (parameter.Name == function.TriggerParameter.Name)
            return input.Read(type);
        if (type == typeof(FunctionContext))
            return context;
        if (type == typeof(CancellationToken))
            return context.CancellationToken;
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            return durableClient();
        if (input.Values.FirstOrDefault(type.IsInstanceOfType) is { } byType)
            return byType;
        if (input.BindingData.TryGetValue(parameter.Name!, out var byName) && byName is not null)
            return Convert(byName, type);
        if (input.ReadRest is { } rest)
            return rest(type);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (AllowsNull(parameter))
            return null;
        throw new InvalidOperationException($"Nothing fills the parameter '{parameter.Name}' of function '{function.Name}'.");
    }

    private static object? Convert(object value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        return target.IsInstanceOfType(value) ? value : TypeDescriptor.GetConverter(target).ConvertFromInvariantString((string)value);
    }

    private static bool AllowsNull(ParameterInfo parameter)
        => Nullable.GetUnderlyingType(parameter.ParameterType) is not null
           || (!parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable);
}
