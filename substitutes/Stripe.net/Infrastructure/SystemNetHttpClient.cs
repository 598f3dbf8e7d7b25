using System.Net;
using System.Text;

namespace Stripe;

public class SystemNetHttpClient : IHttpClient
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private readonly HttpClient httpClient;

    public SystemNetHttpClient(HttpClient httpClient = null, int maxNetworkRetries = 2)
    {
        this.httpClient = httpClient ?? new HttpClient { Timeout = DefaultHttpTimeout };
        MaxNetworkRetries = maxNetworkRetries;
    }

    public static TimeSpan DefaultHttpTimeout => TimeSpan.FromSeconds(80);

    public int MaxNetworkRetries { get; }

    /// <summary>Retries with the same idempotency key: a connection that fails, a conflict, and what the server calls its own fault.</summary>
    public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var response = await SendAsync(request, cancellationToken);
                if (attempt >= MaxNetworkRetries || !ShouldRetry(response)) return response;
            }
            catch (HttpRequestException) when (attempt < MaxNetworkRetries)
            {
                // The request may have arrived: its idempotency key makes sending it again harmless.
            }

            await Task.Delay(FirstDelay * (1 << attempt), cancellationToken);
        }
    }

    private async Task<StripeResponse> SendAsync(StripeRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Uri);
        message.Headers.Authorization = request.AuthorizationHeader;
        foreach (var (name, value) in request.StripeHeaders) message.Headers.TryAddWithoutValidation(name, value);
        if (request.Form is not null) message.Content = new StringContent(request.Form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await httpClient.SendAsync(message, cancellationToken);
        return new StripeResponse(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static bool ShouldRetry(StripeResponse response)
    {
        if (response.Headers.TryGetValues("Stripe-Should-Retry", out var said)) return said.Contains("true");
        return response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500;
    }
}
