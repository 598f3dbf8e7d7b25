using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Invoicing;

/// <summary>Gives out the PDF of an invoice; one that is not printed yet is printed now, to the same bytes.</summary>
public sealed class InvoicePdfs(InvoiceDocuments documents, DebtorService debtors)
{
    /// <summary>The PDF.</summary>
    public async Task<BinaryData> GetAsync(InvoiceRow invoice, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(invoice, cancellationToken) is { } printed) return printed;
        var profile = await debtors.FindProfileAsync(invoice.DebtorId, cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {invoice.DebtorId} lost its profile.");
        return (await documents.PrintAsync(invoice, profile, cancellationToken)).Content;
    }
}
