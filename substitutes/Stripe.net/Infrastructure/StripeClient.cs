namespace Stripe;

public interface IStripeClient
{
    string ApiBase { get; }

    string ApiKey { get; }

    string ClientId { get; }

    Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
        where T : IStripeEntity;
}

public class StripeClient : IStripeClient
{
    public StripeClient(string apiKey = null, string clientId = null, IHttpClient httpClient = null, string apiBase = null, string connectBase = null, string filesBase = null, string meterEventsBase = null)
    {
        if (apiKey is { Length: 0 }) throw new ArgumentException("API key cannot be the empty string.", nameof(apiKey));
        if (apiKey is not null && apiKey.Any(char.IsWhiteSpace)) throw new ArgumentException("API key cannot contain whitespace.", nameof(apiKey));
        ApiKey = apiKey;
        ClientId = clientId;
        HttpClient = httpClient ?? new SystemNetHttpClient();
        ApiBase = apiBase ?? DefaultApiBase;
    }

    public static string DefaultApiBase => "https://api.stripe.com";

    public string ApiBase { get; }

    public string ApiKey { get; }

    public string ClientId { get; }

    public IHttpClient HttpClient { get; }

    public async Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
        where T : IStripeEntity
    {
        var response = await HttpClient.MakeRequestAsync(new StripeRequest(this, method, path, options, requestOptions), cancellationToken);
        if ((int)response.StatusCode is < 200 or >= 300) throw Failure(response);
        try
        {
            var entity = StripeJson.Read<T>(response.Content);
            entity.StripeResponse = response;
            return entity;
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new StripeException($"Invalid response object from API: status {(int)response.StatusCode}.", error) { HttpStatusCode = response.StatusCode, StripeResponse = response };
        }
    }

    private static StripeException Failure(StripeResponse response)
    {
        StripeError error = null;
        try
        {
            error = StripeJson.ReadError(response.Content);
        }
        catch (System.Text.Json.JsonException)
        {
            // A proxy may answer with a page of its own: the status says what there is to say.
        }

        return new StripeException(response.StatusCode, error, error?.Message ?? $"The API answered {(int)response.StatusCode}.") { StripeResponse = response };
    }
}
