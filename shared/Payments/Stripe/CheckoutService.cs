using System.Globalization;
using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Stripe;
using Stripe.Checkout;

namespace Smart.Shared.Payments.Stripe;

/// <summary>A page on which a client can pay.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What is open now.</param>
/// <param name="Url">The page.</param>
public sealed record CheckoutPage(string Number, Money Amount, string Url);

/// <summary>Opens Checkout sessions for the open balance of an invoice.</summary>
public sealed class CheckoutService(IStripeClient client, OpenInvoices open, IOptions<StripeSettings> settings, BusinessClock clock)
{
    /// <summary>The metadata that names the debtor.</summary>
    public const string DebtorKey = "debtorId";

    /// <summary>The metadata that names the invoice.</summary>
    public const string NumberKey = "number";

    /// <summary>The metadata that holds the structured communication.</summary>
    public const string ReferenceKey = "reference";

    /// <summary>
    /// A page for what is open of the invoice now. Asked again within the hour it is the same page, so that two clicks are not two
    /// payments. 409 <c>invoice-not-open</c> when nothing is open.
    /// </summary>
    public async Task<Result<CheckoutPage>> OpenAsync(string debtorId, string number, CancellationToken cancellationToken = default)
    {
        if (await open.FindAsync(debtorId, number, cancellationToken) is not { } invoice) return Refusal.State("invoice-not-open", "Nothing of this invoice is open.");
        var hour = clock.Now.ToUnixTimeSeconds() / 3600;
        var request = new RequestOptions
        {
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"checkout-{number}-{invoice.Balance.Cents}-{hour}"),
        };
        var session = await new SessionService(client).CreateAsync(OptionsFor(invoice), request, cancellationToken);
        return new CheckoutPage(number, invoice.Balance, session.Url);
    }

    private SessionCreateOptions OptionsFor(OpenInvoice invoice)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DebtorKey] = invoice.DebtorId,
            [NumberKey] = invoice.Number,
            [ReferenceKey] = invoice.Reference,
        };
        return new SessionCreateOptions
        {
            Mode = "payment",
            SuccessUrl = settings.Value.ReturnUrl,
            CancelUrl = settings.Value.ReturnUrl,
            ClientReferenceId = invoice.Number,
            Metadata = metadata,
            PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = metadata },
            LineItems =
            [
                new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new SessionLineItemPriceDataOptions
                    {
                        Currency = "eur",
                        UnitAmount = invoice.Balance.Cents,
                        ProductData = new SessionLineItemPriceDataProductDataOptions { Name = invoice.Number },
                    },
                },
            ],
        };
    }
}
