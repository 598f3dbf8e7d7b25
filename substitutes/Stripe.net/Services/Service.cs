using System.Runtime.CompilerServices;

namespace Stripe;

public abstract class Service
{
    private readonly IStripeClient client;

    protected Service()
    {
    }

    protected Service(IStripeClient client) => this.client = client;

    private IStripeClient Effective => client ?? throw new StripeException("No client: pass a StripeClient to the service.");

    internal Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity => Effective.RequestAsync<T>(method, path, options, requestOptions, cancellationToken);

    /// <summary>Follows the pages forward, or backward when only an end is given.</summary>
    internal async IAsyncEnumerable<T> ListRequestAutoPagingAsync<T>(string path, ListOptions options, RequestOptions requestOptions, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IStripeEntity, IHasId
    {
        var next = options?.Copy() ?? new ListOptions();
        var backward = !string.IsNullOrEmpty(next.EndingBefore) && string.IsNullOrEmpty(next.StartingAfter);
        while (true)
        {
            var page = await RequestAsync<StripeList<T>>(HttpMethod.Get, path, next, requestOptions, cancellationToken);
            if (backward) page.Data.Reverse();
            string last = null;
            foreach (var item in page.Where(item => item is not null))
            {
                last = item.Id;
                yield return item;
            }

            if (!page.HasMore || string.IsNullOrEmpty(last)) yield break;
            if (backward) next.EndingBefore = last;
            else next.StartingAfter = last;
        }
    }
}
