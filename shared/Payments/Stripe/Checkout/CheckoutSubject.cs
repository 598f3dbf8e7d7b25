using Smart.Shared.Debtors;
using Smart.Shared.Shares;

namespace Smart.Shared.Payments.Stripe;

/// <summary>What a page takes money for. Nothing here is personal.</summary>
/// <param name="Key">Names it in our rows and keys.</param>
/// <param name="Name">What the page shows: an invoice number, a number of shares.</param>
/// <param name="Amount">What is open at this instant.</param>
/// <param name="Metadata">Keys that come back with the money.</param>
internal sealed record CheckoutSubject(string Key, string Name, Money Amount, Dictionary<string, string> Metadata)
{
    internal static CheckoutSubject Of(OpenInvoice invoice) => new(
        invoice.Number,
        invoice.Number,
        invoice.Balance,
        new(StringComparer.Ordinal)
        {
            [CheckoutMetadata.DebtorId] = invoice.DebtorId,
            [CheckoutMetadata.Number] = invoice.Number,
            [CheckoutMetadata.Reference] = invoice.Reference,
        });

    internal static CheckoutSubject Of(ShareRequestRow request) => new(
        $"shares-{request.RequestId}",
        request.Count == 1 ? "1 part / aandeel" : $"{request.Count} parts / aandelen",
        request.Amount - request.Received,
        new(StringComparer.Ordinal)
        {
            [CheckoutMetadata.ShareRequest] = request.RequestId,
            [CheckoutMetadata.Reference] = request.Reference,
        });
}
