using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>Ibanity did not answer, or not with what was asked for. Holds nothing of the answer.</summary>
/// <param name="reason">Stable, in a word.</param>
/// <param name="retryAfter">When the provider wants to be asked again, where it says so.</param>
/// <param name="status">The HTTP status, where there was an answer.</param>
/// <param name="inner">What happened.</param>
public sealed class IbanityException(string reason, TimeSpan? retryAfter = null, HttpStatusCode? status = null, Exception? inner = null)
    : InvalidOperationException($"Ibanity: {reason}.", inner)
{
    /// <summary>Stable, in a word.</summary>
    public string Reason => reason;

    /// <summary>When the provider wants to be asked again.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The HTTP status; null without an answer.</summary>
    public HttpStatusCode? Status => status;
}

/// <summary>Sends requests to Ibanity and tells the ways to fail apart.</summary>
public sealed class IbanityHttp(IHttpClientFactory clients, IOptions<IbanitySettings> settings, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string ClientName = "ibanity";

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The root of the API.</summary>
    public Uri Root { get; } = new(settings.Value.ApiBase.TrimEnd('/') + "/");

    /// <summary>Sends a request below <see cref="Root"/>; the answer is read to its end unless it is to be streamed.</summary>
    /// <exception cref="IbanityException">No answer, or one that is no success.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await clients.CreateClient(ClientName).SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new IbanityException("unreachable", inner: failure);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IbanityException("too-slow", inner: slow);
        }

        if (answer.IsSuccessStatusCode) return answer;
        using (answer) throw new IbanityException($"answered-{(int)answer.StatusCode}", WaitOf(answer), answer.StatusCode);
    }

    /// <summary>Sends a request and reads the JSON of the answer.</summary>
    /// <exception cref="IbanityException">No answer, no success, or no JSON.</exception>
    public async Task<JsonDocument> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        try
        {
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException malformed)
        {
            throw new IbanityException("answer-malformed", inner: malformed);
        }
    }

    // Both spellings: seconds, and a date.
    private TimeSpan? WaitOf(HttpResponseMessage answer)
    {
        if (answer.Headers.RetryAfter is not { } header) return null;
        var wait = header.Delta ?? header.Date - time.GetUtcNow() ?? TimeSpan.Zero;
        return wait <= TimeSpan.Zero ? null : wait > LongestWait ? LongestWait : wait;
    }
}

/// <summary>Asks Ibanity's API as the client of a product.</summary>
public sealed class IbanityApi(IbanityHttp http, IbanityTokens tokens)
{
    /// <summary>The root of the API.</summary>
    public Uri Root => http.Root;

    /// <summary>True when the product has a client.</summary>
    public bool IsConnected(IbanityProduct product) => tokens.IsConnected(product);

    /// <summary>Reads what is open to everybody.</summary>
    /// <exception cref="IbanityException">No answer, no success, or no JSON.</exception>
    public async Task<JsonDocument> GetAnonymousAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Root, path));
        return await http.ReadAsync(request, cancellationToken);
    }

    /// <summary>Reads a resource of a product.</summary>
    /// <exception cref="IbanityException">No answer, no success, or no JSON.</exception>
    public Task<JsonDocument> GetAsync(IbanityProduct product, string path, CancellationToken cancellationToken) =>
        AsClientAsync(product, path, http.ReadAsync, cancellationToken);

    /// <summary>Opens a file of a product; the caller disposes of the answer.</summary>
    /// <exception cref="IbanityException">No answer, or no success.</exception>
    public Task<HttpResponseMessage> OpenAsync(IbanityProduct product, string path, CancellationToken cancellationToken) =>
        AsClientAsync(product, path, (request, token) => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken);

    // A token may have been revoked before its time: one more attempt with a new one.
    private async Task<T> AsClientAsync<T>(
        IbanityProduct product, string path, Func<HttpRequestMessage, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(product, cancellationToken);
        try
        {
            return await OnceAsync(token);
        }
        catch (IbanityException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            tokens.Forget(product, token);
            return await OnceAsync(await tokens.GetAsync(product, cancellationToken));
        }

        async Task<T> OnceAsync(string bearer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Root, $"{tokens.PathOf(product)}/{path}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            return await send(request, cancellationToken);
        }
    }
}
