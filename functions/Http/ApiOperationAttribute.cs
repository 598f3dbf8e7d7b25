namespace Smart.Functions.Http;

/// <summary>
/// Says what an HTTP function does and who may call it. <see cref="CallerMiddleware"/> enforces the roles;
/// <c>/api/openapi.json</c> is generated from it.
/// </summary>
/// <param name="summary">What it does, in one sentence.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ApiOperationAttribute(string summary) : Attribute
{
    /// <summary>What it does, in one sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>The roles of which a caller needs one; none is stated only with <see cref="IsAnonymous"/>.</summary>
    public Role[] Roles { get; init; } = [];

    /// <summary>Open without sign-in: the function itself verifies a signature or a link token, or tells nothing secret.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The type of the JSON body; null without one.</summary>
    public Type? Request { get; init; }

    /// <summary>The media type of a body that is not JSON, such as <c>application/octet-stream</c>.</summary>
    public string? RequestMediaType { get; init; }

    /// <summary>The type of the JSON answer; null without one.</summary>
    public Type? Response { get; init; }

    /// <summary>The media type of an answer that is not JSON, such as <c>application/pdf</c>.</summary>
    public string? ResponseMediaType { get; init; }

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Names of query parameters.</summary>
    public string[] Query { get; init; } = [];

    /// <summary>Problems beyond those of every operation, each as status and type: <c>422 share-required</c>.</summary>
    public string[] Problems { get; init; } = [];
}
