using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Smart.Functions.Http.OpenApi;

/// <summary>Serves the description of the API.</summary>
public sealed class OpenApiFunction(ApiCatalog catalog)
{
    /// <summary><c>GET /api/openapi.json</c>.</summary>
    [Function(nameof(GetOpenApi))]
    [ApiOperation("The description of this API.", IsAnonymous = true, ResponseMediaType = "application/json")]
    public IResult GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Text(OpenApiDocument.Generate(catalog).ToJsonString(), "application/json");
}
