using System.Net;

namespace Stripe.Checkout;

public class SessionService : Service
{
    private const string Path = "/v1/checkout/sessions";

    public SessionService()
    {
    }

    public SessionService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Task<Session> CreateAsync(SessionCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Post, Path, options, requestOptions, cancellationToken);

    public virtual Task<Session> ExpireAsync(string id, SessionExpireOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Post, $"{Path}/{WebUtility.UrlEncode(id)}/expire", options, requestOptions, cancellationToken);

    public virtual Task<Session> GetAsync(string id, SessionGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Get, $"{Path}/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
