using Smart.Shared;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Payments;

/// <summary>A page on which a client pays.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What is open now.</param>
/// <param name="Url">The page.</param>
public sealed record CheckoutResponse(string Number, Money Amount, string Url);

/// <summary>A page on which a member pays shares.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Amount">What is open now.</param>
/// <param name="Url">The page.</param>
public sealed record ShareCheckoutResponse(string RequestId, Money Amount, string Url);

/// <summary>Money that clients ordered and that is not here yet.</summary>
/// <param name="Payments">In order of debtor.</param>
public sealed record AnnouncedPaymentListResponse(IReadOnlyList<AnnouncedPaymentResponse> Payments);

/// <summary>A direct debit on its way; it may still fail.</summary>
/// <param name="PaymentId">The provider's payment.</param>
/// <param name="Amount">How much.</param>
/// <param name="DebtorId">The debtor; absent for shares.</param>
/// <param name="InvoiceNumber">The invoice; absent for shares.</param>
/// <param name="ToldAt">When the provider said so, UTC.</param>
public sealed record AnnouncedPaymentResponse(string PaymentId, Money Amount, string? DebtorId, string? InvoiceNumber, DateTimeOffset ToldAt)
{
    internal static AnnouncedPaymentResponse Of(StripePaymentRow row) => new(row.PaymentId, row.Amount, row.DebtorId, row.InvoiceNumber, row.ToldAt);
}
