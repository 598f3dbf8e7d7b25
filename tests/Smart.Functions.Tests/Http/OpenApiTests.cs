using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Functions.Http.OpenApi;
using Smart.Local.Functions;

namespace Smart.Functions.Tests.Http;

public sealed class OpenApiTests
{
    private static readonly ApiCatalog Catalog = new();
    private static readonly JsonObject Document = OpenApiDocument.Generate(Catalog);
    private static readonly string[] PersonalNames = ["name", "email", "street", "town", "contact", "person", "issuer", "subject"];

    // The name of an account of the cooperative is nobody's.
    private static readonly string[] OwnAccounts = ["ConfigureAccount", "SayNoMovements"];

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!);

    [Fact]
    public void EveryHttpFunction_IsDescribed_AndNothingElse()
    {
        var functions = FunctionCatalog.Of(typeof(ApiCatalog).Assembly.GetTypes()).All
            .Where(function => function.Trigger is HttpTriggerAttribute)
            .Select(function => function.Name);
        Operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()).ShouldBe(functions, ignoreOrder: true);
    }

    [Fact]
    public void OperationIds_AreUnique()
    {
        var ids = Operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()).ToList();
        ids.ShouldBeUnique();
        ids.ShouldNotBeEmpty();
    }

    [Fact]
    public void References_Resolve() => References(Document).ShouldAllBe(reference => Resolve(reference) != null);

    [Fact]
    public void RouteParameters_AreDescribed()
    {
        foreach (var (path, _, operation) in Operations)
        {
            var described = (operation["parameters"] as JsonArray ?? []).Where(p => p!["in"]!.GetValue<string>() == "path").Select(p => p!["name"]!.GetValue<string>());
            described.ShouldBe(path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')), path);
        }
    }

    [Fact]
    public void Operations_SayWhoMayCallThem() => Catalog.Endpoints
        .Where(endpoint => endpoint.Operation.IsAnonymous == (endpoint.Operation.Roles.Length > 0))
        .Select(endpoint => endpoint.Name)
        .ShouldBeEmpty();

    [Fact]
    public void Problems_AreStatusAndName() => Catalog.Endpoints
        .SelectMany(endpoint => endpoint.Operation.Problems)
        .ShouldAllBe(problem => problem.Length > 4 && problem[3] == ' ' && char.IsAsciiDigit(problem[0]) && problem.Substring(4).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));

    [Fact]
    public void Changes_AnswerNothingPersonal_BecauseTheAnswerIsStored() => Catalog.Endpoints
        .Where(endpoint => endpoint is { NeedsIdempotencyKey: true, Operation.Response: not null } && !OwnAccounts.Contains(endpoint.Name))
        .SelectMany(endpoint => MembersOf(endpoint.Operation.Response!, []).Select(member => $"{endpoint.Name}: {member}"))
        .Where(found => PersonalNames.Contains(found.Split(": ")[1], StringComparer.OrdinalIgnoreCase))
        .ShouldBeEmpty();

    private static IEnumerable<string> MembersOf(Type type, HashSet<Type> seen)
    {
        var element = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        if (element.Namespace?.StartsWith("Smart", StringComparison.Ordinal) != true || element.IsEnum || !seen.Add(element)) return [];
        return element.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => MembersOf(property.PropertyType, seen).Prepend(property.Name));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Resolve(string reference) => reference.Split('/').Skip(1)
        .Aggregate((JsonNode?)Document, (node, part) => node is JsonArray array ? array[int.Parse(part)] : node?[part]);
}
