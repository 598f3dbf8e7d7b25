using System.Text.Json.Nodes;

namespace Smart.Functions.Http.OpenApi;

/// <summary>The answers of an operation: its success, its own problems, and those that every operation of its kind has.</summary>
internal static class OpenApiResponses
{
    public static JsonObject Of(ApiEndpoint endpoint, JsonObject? success, SchemaRegistry schemas)
    {
        var ok = new JsonObject { ["description"] = Api.TitleOf(endpoint.Operation.Status) };
        if (success is not null) ok["content"] = success;
        var responses = new JsonObject { [endpoint.Operation.Status.ToString()] = ok };
        foreach (var problem in ProblemsOf(endpoint).Distinct(StringComparer.Ordinal).GroupBy(text => text[..3], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            responses[problem.Key] = Problem(string.Join(", ", problem.Select(text => text[4..])), schemas);
        }

        responses["default"] = Problem("An unexpected failure: internal-error.", schemas);
        return responses;
    }

    private static IEnumerable<string> ProblemsOf(ApiEndpoint endpoint)
    {
        if (!endpoint.Operation.IsAnonymous)
        {
            yield return "401 sign-in-required";
            yield return "403 role-required";
        }

        if (endpoint.Operation.Request is not null)
        {
            yield return "400 malformed-json";
            yield return "413 body-too-large";
        }

        if (endpoint.NeedsIdempotencyKey)
        {
            yield return "400 idempotency-key-missing";
            yield return "409 request-in-progress";
            yield return "422 idempotency-key-reused";
        }

        if (endpoint.IsMutation) yield return "409 busy";
        foreach (var problem in endpoint.Operation.Problems) yield return problem;
    }

    private static JsonObject Problem(string description, SchemaRegistry schemas) => new JsonObject
    {
        ["description"] = description,
        ["content"] = new JsonObject { [ProblemResult.ContentType] = new JsonObject { ["schema"] = schemas.Reference(typeof(ProblemResponse)) } },
    };
}
