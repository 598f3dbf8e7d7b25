using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Smart.Local.Http;

/// <summary>Calls the product's HTTP API as somebody of the development sign-in.</summary>
/// <param name="http">A client whose base address is the system's.</param>
/// <param name="user">Name and roles: <c>name;role,role</c>.</param>
public sealed class ApiClient(HttpClient http, string user)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads a resource.</summary>
    /// <param name="path">Below <c>/api/</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Changes something, once: each call carries a key of its own unless one is given.</summary>
    /// <param name="path">Below <c>/api/</c>.</param>
    /// <param name="body">Written as JSON; null sends an empty object.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ApiAnswer> PostAsync(string path, object? body = null, string? key = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, path, JsonContentOf(body), key ?? NewKey(), cancellationToken);

    /// <summary>Replaces something; see <see cref="PostAsync"/>.</summary>
    public Task<ApiAnswer> PutAsync(string path, object? body = null, string? key = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, path, JsonContentOf(body), key ?? NewKey(), cancellationToken);

    /// <summary>Decides on the version of a resource that the caller has seen; see <see cref="PostAsync"/>.</summary>
    public Task<ApiAnswer> PostIfMatchAsync(string path, string tag, object body, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, path, JsonContentOf(body), NewKey(), cancellationToken, tag.Contains('"', StringComparison.Ordinal) ? tag : $"\"{tag}\"");

    /// <summary>Posts the bytes of a file.</summary>
    public Task<ApiAnswer> PostFileAsync(string path, byte[] content, CancellationToken cancellationToken = default)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return SendAsync(HttpMethod.Post, path, body, NewKey(), cancellationToken);
    }

    /// <summary>Reads a document's bytes; null when there is none.</summary>
    public async Task<byte[]?> DownloadAsync(string path, CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Get, path, null, null);
        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(cancellationToken) : null;
    }

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, string? key, CancellationToken cancellationToken, string? ifMatch = null)
    {
        using var request = Request(method, path, content, key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return new ApiAnswer($"{method} {path}", answer.StatusCode, Parse(answer, text), answer.Headers.Location);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, string? key)
    {
        var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/{path}") { Content = content };
        request.Headers.Add(DevelopmentSignIn.UserHeader, user);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static StringContent JsonContentOf(object? body) =>
        new(JsonSerializer.Serialize(body ?? new { }, Json), Encoding.UTF8, "application/json");

    private static JsonNode? Parse(HttpResponseMessage answer, string text) =>
        text.Length > 0 && answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text) : null;

    private static string NewKey() => Guid.NewGuid().ToString("N");
}

/// <summary>What the API answered.</summary>
/// <param name="Request">Method and path.</param>
/// <param name="Status">The status.</param>
/// <param name="Body">The JSON body, or null.</param>
/// <param name="Location">Where the resource, or the state of the work, is.</param>
public sealed record ApiAnswer(string Request, HttpStatusCode Status, JsonNode? Body, Uri? Location)
{
    /// <summary>Whether the status is of the 200s.</summary>
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>The stable name of the problem, without its prefix; null on success.</summary>
    public string? Problem => Succeeded ? null : Body?["type"]?.GetValue<string>().Split(':')[^1];

    /// <summary>The body of a success.</summary>
    /// <exception cref="InvalidOperationException">The API refused; the message says what.</exception>
    public JsonNode Value => Succeeded && Body is not null
        ? Body
        : throw new InvalidOperationException($"{Request} answered {(int)Status} {Problem}: {Body?["detail"]?.GetValue<string>()}");

    /// <summary>A text of a successful body.</summary>
    public string Text(string name) => Value[name]!.GetValue<string>();
}
