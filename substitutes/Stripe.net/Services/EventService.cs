using System.Net;

namespace Stripe;

public class EventGetOptions : BaseOptions
{
}

public class EventListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public bool? DeliverySuccess { get; set; }

    public string Type { get; set; }

    public List<string> Types { get; set; }
}

public class EventService : Service
{
    public EventService()
    {
    }

    public EventService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Task<Event> GetAsync(string id, EventGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Event>(HttpMethod.Get, $"/v1/events/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual IAsyncEnumerable<Event> ListAutoPagingAsync(EventListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListRequestAutoPagingAsync<Event>("/v1/events", options, requestOptions, cancellationToken);
}
