using System.Globalization;
using System.Net;
using System.Text;
using Stripe;

namespace Smart.Local.Simulation;

/// <summary>Posts events, signed.</summary>
internal sealed class StripeWebhooks(string secret, StripeBooks books, StripeFaults faults, Func<DateTimeOffset> now) : IDisposable
{
    private readonly HttpClient _http = new();

    public Uri? Address { get; set; }

    /// <summary>Tells of events as the faults will have it: dropped, repeated, last first.</summary>
    /// <returns>What the receiver answered last; 0 when it was told nothing.</returns>
    public async Task<HttpStatusCode> TellAsync(IReadOnlyList<string> eventIds, CancellationToken cancellationToken)
    {
        HttpStatusCode answered = default;
        if (faults.DropWebhooks || Address is null) return answered;
        foreach (var id in faults.Reorder ? eventIds.Reverse() : eventIds)
        {
            for (var times = 0; times < faults.Repeat; times++) answered = await PostAsync(id, cancellationToken);
        }

        return answered;
    }

    public async Task<HttpStatusCode> PostAsync(string eventId, CancellationToken cancellationToken)
    {
        var body = (books.Find(eventId) ?? throw new InvalidOperationException($"There is no event {eventId}.")).ToJsonString();
        var timestamp = now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address ?? throw new InvalidOperationException("The webhook has no address."))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Stripe-Signature", $"t={timestamp},v1={EventUtility.ComputeSignature(secret, timestamp, body)}");
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode) books.Delivered(eventId);
        return answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();
}
