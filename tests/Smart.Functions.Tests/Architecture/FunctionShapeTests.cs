using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Smart.Functions.Tests.Architecture;

public class FunctionShapeTests
{
    [Fact]
    public void HttpFunctions_StateTheirAuthorizationLevel()
    {
        var triggers = Parameters<HttpTriggerAttribute>().ToList();

        triggers.Count.ShouldBeGreaterThan(10);
        triggers.Where(trigger => !trigger.Data.ConstructorArguments.Any(argument => argument.ArgumentType == typeof(AuthorizationLevel)))
            .Select(trigger => trigger.Function).ShouldBeEmpty();
    }

    [Fact]
    public void Activities_CarryTheirOperationId()
    {
        var activities = Parameters<ActivityTriggerAttribute>().ToList();

        activities.Count.ShouldBeGreaterThan(5);
        activities.Where(activity => activity.Type.GetProperty("OperationId")?.PropertyType != typeof(string))
            .Select(activity => $"{activity.Function}({activity.Type.Name})").ShouldBeEmpty();
    }

    [Fact]
    public void Functions_AreNamedOnce() =>
        ProductCode.FunctionMethods.GroupBy(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    private static IEnumerable<(string Function, Type Type, CustomAttributeData Data)> Parameters<TTrigger>() =>
        from method in ProductCode.FunctionMethods
        from parameter in method.GetParameters()
        from data in parameter.GetCustomAttributesData()
        where data.AttributeType == typeof(TTrigger)
        select (method.Name, parameter.ParameterType, data);
}
