using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Composition;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Architecture;

/// <summary>The compiled product, to be looked at.</summary>
internal static class ProductCode
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static Assembly Shared { get; } = typeof(Smart.Shared.Money).Assembly;

    public static Assembly Functions { get; } = typeof(SmartServices).Assembly;

    public static Assembly Local { get; } = typeof(LocalHost).Assembly;

    public static IEnumerable<MethodInfo> FunctionMethods => Functions.GetTypes()
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    public static IEnumerable<MethodBase> MethodsOf(Type type) => [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];

    public static IEnumerable<FieldInfo> FieldsOf(Type type) => type.GetFields(Declared);

    public static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || (type.DeclaringType is { } outer && IsGenerated(outer));

    /// <summary>Everything the body of a method names, and that of the state machine it was compiled to.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Tests are not trimmed.")]
    public static IEnumerable<MemberInfo> ReferencesOf(MethodBase method)
    {
        foreach (var member in Il.References(method)) yield return member;
        if (method.GetCustomAttribute<StateMachineAttribute>() is not { } machine) yield break;
        var step = machine.StateMachineType.GetMethod("MoveNext", Declared)!;
        foreach (var member in Il.References(step)) yield return member;
    }

    /// <summary>What a method leads to inside the product, itself included: through plain calls, lambdas and state machines.</summary>
    public static IReadOnlyCollection<MethodBase> ReachableFrom(MethodBase start)
    {
        var seen = new HashSet<MethodBase> { start };
        var open = new Stack<MethodBase>([start]);
        while (open.TryPop(out var method))
        {
            foreach (var called in ReferencesOf(method).OfType<MethodBase>())
            {
                if (IsProduct(called) && seen.Add(called)) open.Push(called);
            }
        }

        return seen;
    }

    private static bool IsProduct(MethodBase method) =>
        method.Module.Assembly == Shared || method.Module.Assembly == Functions || method.Module.Assembly == typeof(ProductCode).Assembly;
}
