using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Smart.Functions.Http.OpenApi;

/// <summary>The OpenAPI 3.1 description of every HTTP function, made from what the functions say of themselves.</summary>
public static partial class OpenApiDocument
{
    private const string Json = "application/json";
    private const string SchemeName = "platform";

    /// <summary>The document.</summary>
    public static JsonObject Generate(ApiCatalog catalog)
    {
        var schemas = new SchemaRegistry();
        var paths = new JsonObject();
        foreach (var route in catalog.Endpoints.GroupBy(endpoint => "/api/" + PlainRoute(endpoint.Route), StringComparer.Ordinal))
        {
            paths[route.Key] = new JsonObject(route.Select(endpoint => KeyValuePair.Create(endpoint.Method, (JsonNode?)Operation(endpoint, schemas))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Smart.Functions",
                ["version"] = "1",
                ["description"] = "Invoices, payments, reminders, legal files and shares of a cooperative of freelancers.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.ToJson(),
                ["securitySchemes"] = new JsonObject
                {
                    [SchemeName] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "A sign-in that the platform's authentication has checked. The roles are those of each operation.",
                    },
                },
            },
        };
    }

    private static JsonObject Operation(ApiEndpoint endpoint, SchemaRegistry schemas)
    {
        var operation = new JsonObject
        {
            ["operationId"] = endpoint.Name,
            ["tags"] = new JsonArray(endpoint.Capability),
            ["summary"] = endpoint.Operation.Summary,
        };
        if (Parameters(endpoint) is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (Body(endpoint.Operation.Request, endpoint.Operation.RequestMediaType, schemas) is { } body)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = body };
        }

        operation["responses"] = OpenApiResponses.Of(endpoint, Body(endpoint.Operation.Response, endpoint.Operation.ResponseMediaType, schemas), schemas);
        operation["security"] = endpoint.Operation.IsAnonymous
            ? []
            : new JsonArray(new JsonObject { [SchemeName] = new JsonArray([.. endpoint.Operation.Roles.Select(RoleName)]) });
        return operation;
    }

    private static JsonArray Parameters(ApiEndpoint endpoint)
    {
        var parameters = new JsonArray();
        foreach (Match match in RouteParameter().Matches(endpoint.Route)) parameters.Add(Parameter(match.Groups["name"].Value, "path", isRequired: true));
        foreach (var name in endpoint.Operation.Query) parameters.Add(Parameter(name, "query", isRequired: false));
        if (endpoint.NeedsIdempotencyKey) parameters.Add(Parameter(IdempotentRequests.Header, "header", isRequired: true));
        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool isRequired) => new JsonObject
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject? Body(Type? type, string? mediaType, SchemaRegistry schemas)
    {
        if (mediaType is not null) return new JsonObject { [mediaType] = new JsonObject() };
        return type is null ? null : new JsonObject { [Json] = new JsonObject { ["schema"] = schemas.Reference(type) } };
    }

    private static JsonNode RoleName(Role role) => role.ToString().ToLowerInvariant();

    private static string PlainRoute(string route) => RouteParameter().Replace(route, "{${name}}");

    // A route parameter may carry a constraint: {day:datetime}, {*rest}, {id?}.
    [GeneratedRegex(@"\{\*?(?<name>[A-Za-z0-9_]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RouteParameter();
}
