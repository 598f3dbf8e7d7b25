using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Local.Functions;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Runtime;

public class FunctionCatalogTests
{
    [Fact]
    public void Of_FindsFunctionsByTheirAttribute_StaticAndNot()
    {
        var catalog = FunctionCatalog.Of([typeof(HttpSamples), typeof(TimerSamples)]);

        catalog.All.Select(function => function.Name).ShouldBe(["Broken", "Configured", "Guids", "Hourly", "ReadInvoice", "Silent"], ignoreOrder: true);
        catalog.Get(TriggerKind.Http, "readinvoice")!.Trigger.ShouldBeOfType<HttpTriggerAttribute>().AuthLevel.ShouldBe(AuthorizationLevel.Anonymous);
        catalog.Get(TriggerKind.Timer, "ReadInvoice").ShouldBeNull();
    }

    [Fact]
    public void Definition_TellsMiddlewareWhatTheFunctionIs()
    {
        var definition = FunctionCatalog.Of([typeof(HttpSamples)]).Get(TriggerKind.Http, "Guids")!.Definition;

        definition.EntryPoint.ShouldBe($"{typeof(HttpSamples).FullName}.ById");
        definition.Parameters.Select(parameter => parameter.Name).ShouldBe(["request", "id", "big"]);
        definition.InputBindings["request"].Type.ShouldBe("httpTrigger");
    }

    [Theory]
    [InlineData(typeof(WithoutTrigger), "has 0 triggers")]
    [InlineData(typeof(WithTwoTriggers), "has 2 triggers")]
    [InlineData(typeof(WithTheSameName), "Two functions are called 'Same'")]
    [InlineData(typeof(WithTopic), "queues only")]
    public void Of_AWrongFunction_SaysWhatIsWrong(Type type, string expected)
        => Should.Throw<InvalidOperationException>(() => FunctionCatalog.Of([type])).Message.ShouldContain(expected);

    private static class WithoutTrigger
    {
        [Function("F")]
        public static void F(FunctionContext context) => _ = context;
    }

    private static class WithTwoTriggers
    {
        [Function("F")]
        public static void F([TimerTrigger("0 * * * * *")] TimerInfo timer, [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => _ = (timer, request);
    }

    private static class WithTheSameName
    {
        [Function("Same")]
        public static void F([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

        [Function("same")]
        public static void G([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    private static class WithTopic
    {
        [Function("F")]
        public static void F([ServiceBusTrigger("topic", "subscription")] string text) => _ = text;
    }
}
