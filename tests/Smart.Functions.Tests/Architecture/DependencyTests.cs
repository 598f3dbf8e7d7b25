using System.Reflection;

namespace Smart.Functions.Tests.Architecture;

public class DependencyTests
{
    /// <summary>From left to right: who stands further right may know who stands further left, never the other way.</summary>
    private static readonly string[] Order =
        ["Documents", "Debtors", "Mail", "Members", "Shares", "Invoicing", "Payments", "Dunning", "Legal"];

    private static readonly string[] GroundFloor = ["Money", "Calendar", "References", "Storage", "Outcomes", "LatePayment"];

    [Fact]
    public void Projects_KnowOnlyWhatStandsBelow()
    {
        References(ProductCode.Shared).ShouldNotContain(name => name.StartsWith("Smart.", StringComparison.Ordinal));
        References(ProductCode.Shared).ShouldNotContain(name => name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
        References(ProductCode.Shared).ShouldNotContain(name => name.StartsWith("Microsoft.DurableTask", StringComparison.Ordinal));
        References(ProductCode.Functions).ShouldContain("Smart.Shared");
        References(ProductCode.Functions).ShouldNotContain("Smart.Local");
        References(ProductCode.Local).ShouldContain("Smart.Functions");
    }

    [Theory]
    [InlineData("Smart.Shared")]
    [InlineData("Smart.Functions")]
    public void Capabilities_KnowOnlyThoseBeforeThem(string root)
    {
        var arrows = Arrows(root).ToList();

        arrows.ShouldNotBeEmpty();
        arrows.Where(arrow => Rank(arrow.From) >= 0 && Rank(arrow.To) > Rank(arrow.From)).Select(Said).ShouldBeEmpty();
    }

    [Fact]
    public void GroundFloor_KnowsNoCapability() =>
        Arrows("Smart.Shared").Where(arrow => GroundFloor.Contains(arrow.From) && Rank(arrow.To) >= 0).Select(Said).ShouldBeEmpty();

    [Fact]
    public void CompositionRoot_IsKnownToNoCapability() =>
        Arrows("Smart.Functions").Where(arrow => arrow.To == "Composition" && Rank(arrow.From) >= 0).Select(Said).ShouldBeEmpty();

    private static int Rank(string capability) => Array.IndexOf(Order, capability);

    private static string Said((string From, string To, string Type) arrow) => $"{arrow.From} → {arrow.To} ({arrow.Type})";

    private static IReadOnlyList<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    /// <summary>From one capability to another, over every type and instruction of the assembly of that name.</summary>
    private static IEnumerable<(string From, string To, string Type)> Arrows(string root)
    {
        var assembly = root == "Smart.Shared" ? ProductCode.Shared : ProductCode.Functions;
        return (from type in assembly.GetTypes()
                let capability = CapabilityOf(type, assembly)
                where capability is not null
                from used in TypesUsedBy(type).SelectMany(WithArguments)
                let other = CapabilityOf(used, assembly)
                where other is not null && other != capability
                select (capability, other, (type.DeclaringType ?? type).Name)).Distinct();
    }

    /// <summary>The part of a namespace after the product's name: what lies directly in it is the ground floor's Money.</summary>
    private static string? CapabilityOf(Type type, Assembly assembly)
    {
        if (type.Assembly != assembly || type.Namespace is not { } name) return null;
        var parts = name.Split('.');
        return parts is ["Smart", _] ? "Money" : parts is ["Smart", _, ..] ? parts[2] : null;
    }

    private static IEnumerable<Type> TypesUsedBy(Type type)
    {
        if (type.BaseType is { } parent) yield return parent;
        foreach (var contract in type.GetInterfaces()) yield return contract;
        foreach (var field in ProductCode.FieldsOf(type)) yield return field.FieldType;
        foreach (var method in ProductCode.MethodsOf(type))
        {
            foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
            if (method is MethodInfo { ReturnType: var result }) yield return result;
            foreach (var member in Il.References(method)) yield return member as Type ?? member.DeclaringType!;
        }
    }

    private static IEnumerable<Type> WithArguments(Type type) =>
        type.HasElementType ? WithArguments(type.GetElementType()!)
        : type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(WithArguments)]
        : [type];
}
