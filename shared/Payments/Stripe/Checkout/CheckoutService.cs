using Smart.Shared.Shares;

namespace Smart.Shared.Payments.Stripe;

/// <summary>A page on which a client can pay.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What is open now.</param>
/// <param name="Url">The page.</param>
public sealed record CheckoutPage(string Number, Money Amount, string Url);

/// <summary>A page on which a member can pay shares.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Amount">What is open now.</param>
/// <param name="Url">The page.</param>
public sealed record ShareCheckoutPage(string RequestId, Money Amount, string Url);

/// <summary>Opens pages for what is open of an invoice or of a request for shares.</summary>
public sealed class CheckoutService(CheckoutSessions sessions, OpenInvoices open, ShareRequests shares)
{
    // The provider takes nothing below (its minimum for the euro).
    private const long LeastCents = 50;

    /// <summary>
    /// A page for what is open of the invoice now. Asked again it is the same page, so that two clicks are not two payments. 409
    /// <c>invoice-not-open</c> when nothing is open, <c>payment-under-way</c> when the page was used and the money is not here yet,
    /// <c>below-card-minimum</c>; 503 <c>card-payments-down</c>.
    /// </summary>
    public async Task<Result<CheckoutPage>> OpenAsync(string debtorId, string number, CancellationToken cancellationToken = default)
    {
        if (await open.FindAsync(debtorId, number, cancellationToken) is not { } invoice) return Refusal.State("invoice-not-open", "Nothing of this invoice is open.");
        var page = await OpenAsync(CheckoutSubject.Of(invoice), cancellationToken);
        return page.Map(url => new CheckoutPage(number, invoice.Balance, url));
    }

    /// <summary>The same for a request for shares: 404 <c>share-request-not-found</c>, 409 <c>share-request-paid</c>.</summary>
    public async Task<Result<ShareCheckoutPage>> OpenSharesAsync(string memberId, string requestId, CancellationToken cancellationToken = default)
    {
        if (await shares.FindRequestAsync(memberId, requestId, cancellationToken) is not { } request) return Refusal.Missing("share-request");
        if (request.State == ShareRequestState.Paid) return Refusal.State("share-request-paid", "These shares are paid.");
        var subject = CheckoutSubject.Of(request);
        return (await OpenAsync(subject, cancellationToken)).Map(url => new ShareCheckoutPage(requestId, subject.Amount, url));
    }

    private async Task<Result<string>> OpenAsync(CheckoutSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Amount.Cents < LeastCents) return Refusal.State("below-card-minimum", "What is open is less than card payments take; pay it by transfer.");
        try
        {
            return await sessions.OpenAsync(subject, cancellationToken);
        }
        catch (Exception failure) when (StripeOutage.IsOne(failure, cancellationToken))
        {
            return StripeOutage.Refusal;
        }
    }
}
