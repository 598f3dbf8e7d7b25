using System.Net;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Tells a provider that is down or overloaded from a request that it refuses.</summary>
internal static class StripeOutage
{
    /// <summary>503 <c>card-payments-down</c>.</summary>
    internal static Refusal Refusal { get; } = new(RefusalKind.Unavailable, "card-payments-down", "The card payments do not answer; nothing was changed. Try again in a while.");

    /// <summary>True when trying again later may succeed: no connection, no answer in time, 429, a lock, or the provider's own fault.</summary>
    internal static bool IsOne(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        StripeException { HttpStatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout } => true,
        StripeException refused => (int)refused.HttpStatusCode >= 500,
        HttpRequestException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };
}
