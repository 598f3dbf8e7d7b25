using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Smart.Local.Runtime;

namespace Smart.Local.Functions;

/// <summary>A function found in an assembly: its method and its one trigger.</summary>
public sealed class LocalFunction
{
    private LocalFunction(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger, TriggerKind kind)
    {
        Name = name;
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        Kind = kind;
        Definition = new LocalFunctionDefinition(this);
    }

    /// <summary>The name given by its attribute.</summary>
    public string Name { get; }

    /// <summary>The method, static or of an instance.</summary>
    public MethodInfo Method { get; }

    /// <summary>The parameter that carries the trigger.</summary>
    public ParameterInfo TriggerParameter { get; }

    /// <summary>The trigger.</summary>
    public TriggerBindingAttribute Trigger { get; }

    /// <summary>What starts the function.</summary>
    public TriggerKind Kind { get; }

    /// <summary>The same, in the worker's terms.</summary>
    public FunctionDefinition Definition { get; }

    /// <summary>Reads a method that carries the function attribute; <see cref="InvalidOperationException"/> says what is wrong with it.</summary>
    internal static LocalFunction Read(MethodInfo method, string name)
    {
        var triggers = method.GetParameters().Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        if (triggers.Count != 1)
            throw new InvalidOperationException($"Function '{name}' has {triggers.Count} triggers; it needs one.");
        var trigger = triggers[0].GetCustomAttribute<TriggerBindingAttribute>()!;
        var kind = trigger switch
        {
            HttpTriggerAttribute => TriggerKind.Http,
            TimerTriggerAttribute => TriggerKind.Timer,
            ServiceBusTriggerAttribute { QueueName: not null, IsBatched: false } => TriggerKind.Queue,
            ServiceBusTriggerAttribute => throw new InvalidOperationException($"Function '{name}': the local broker has queues only, without batches."),
            OrchestrationTriggerAttribute => TriggerKind.Orchestration,
            ActivityTriggerAttribute => TriggerKind.Activity,
            _ => throw new InvalidOperationException($"Function '{name}' has a trigger this runtime does not know: {trigger.GetType().Name}."),
        };
        return new LocalFunction(name, method, triggers[0], trigger, kind);
    }
}
