using System.Net;
using System.Net.Http.Headers;

namespace Stripe;

public interface IHttpClient
{
    Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default);
}

public class StripeRequest
{
    internal StripeRequest(IStripeClient client, HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions)
    {
        var key = requestOptions?.ApiKey ?? client.ApiKey ?? throw new StripeException("No API key provided: pass one to StripeClient or in RequestOptions.");
        var form = FormEncoder.Encode(options);
        Method = method;
        var query = method == HttpMethod.Post || form.Length == 0 ? "" : "?" + form;
        Uri = new Uri(client.ApiBase + path + query);
        AuthorizationHeader = new AuthenticationHeaderValue("Bearer", key);
        StripeHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Stripe-Version"] = ApiVersion.Current };
        if (requestOptions?.StripeAccount is { Length: > 0 } account) StripeHeaders["Stripe-Account"] = account;
        if (requestOptions?.IdempotencyKey is { Length: > 0 } idempotencyKey) StripeHeaders["Idempotency-Key"] = idempotencyKey;
        else if (method == HttpMethod.Post) StripeHeaders["Idempotency-Key"] = Guid.NewGuid().ToString();
        Form = method == HttpMethod.Post ? form : null;
    }

    public HttpMethod Method { get; }

    public Uri Uri { get; }

    public AuthenticationHeaderValue AuthorizationHeader { get; }

    public Dictionary<string, string> StripeHeaders { get; }

    /// <summary>A content can be sent once: each attempt has its own.</summary>
    internal string Form { get; }
}

public class StripeResponse
{
    public StripeResponse(HttpStatusCode statusCode, HttpResponseHeaders headers, string content)
    {
        StatusCode = statusCode;
        Headers = headers;
        Content = content;
    }

    public HttpStatusCode StatusCode { get; }

    public HttpResponseHeaders Headers { get; }

    public string Content { get; }

    public string RequestId => Headers is not null && Headers.TryGetValues("Request-Id", out var values) ? values.FirstOrDefault() : null;
}
