using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Architecture;

/// <summary>
/// Histories of running orchestrations hold the enums of inputs and results as numbers. A member that changes its number changes what
/// those instances read: new members go to the end, and none goes away while an instance may name it.
/// </summary>
public class PayloadEnumTests
{
    private static readonly string[] Known =
    [
        "CaseMoveKind: Wait 0, Letter 1, CheckDelivery 2, Escalate 3, End 4",
        "DeliveryState: Pending 0, Delivered 1, Failed 2, Sending 3, Unclear 4",
        "HandOverProgress: Ended 0, Unclear 1",
        "ImportStage: Verify 0, Book 1, Settle 2",
        "LegalMoveKind: Wait 0, Build 1, Nag 2, Expire 3, HandOver 4, Resolve 5, CheckDelivery 6, Close 7, End 8",
        "LetterProgress: Effective 0, Ended 1, Unclear 2",
        "PullStep: Page 0, Settle 1, Later 2, End 3",
        "RenewalAction: Wait 0, Request 1, Remind 2, Cover 3, Lapse 4, End 5",
    ];

    [Fact]
    public void EnumsInDurablePayloads_KeepTheirNumbers() => Enums().Select(Text).Order(StringComparer.Ordinal).ShouldBe(Known);

    private static IEnumerable<Type> Enums() => ProductCode.FunctionMethods.SelectMany(PayloadsOf).SelectMany(type => EnumsIn(type, [])).Distinct();

    private static IEnumerable<Type> PayloadsOf(MethodInfo function)
    {
        var isActivity = function.GetParameters().Any(parameter => parameter.IsDefined(typeof(ActivityTriggerAttribute)));
        if (!isActivity && !function.GetParameters().Any(parameter => parameter.ParameterType == typeof(TaskOrchestrationContext))) return [];
        return [function.ReturnType, .. function.GetParameters().Where(parameter => parameter.IsDefined(typeof(ActivityTriggerAttribute))).Select(parameter => parameter.ParameterType)];
    }

    private static IEnumerable<Type> EnumsIn(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return [];
        if (type.IsEnum) return [type];
        var inside = type.IsGenericType ? type.GetGenericArguments() : type.IsArray ? [type.GetElementType()!] : Type.EmptyTypes;
        var own = type.Namespace?.StartsWith("Smart", StringComparison.Ordinal) == true ? type.GetProperties().Select(property => property.PropertyType) : [];
        return inside.Concat(own).SelectMany(part => EnumsIn(part, seen));
    }

    private static string Text(Type type) => $"{type.Name}: {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{value} {Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)}"))}";
}
