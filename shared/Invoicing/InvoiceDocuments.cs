using Microsoft.Extensions.Options;
using Smart.Shared.Debtors;
using Smart.Shared.Documents;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>Prints invoices and keeps what was printed.</summary>
public sealed class InvoiceDocuments(DocumentStore documents, IOptions<CreditorSettings> creditor)
{
    /// <summary>The media type of a printed invoice.</summary>
    public const string ContentType = "application/pdf";

    /// <summary>The name under which the document of an invoice is kept.</summary>
    public static string NameOf(InvoiceRow invoice) => $"invoices/{invoice.IssuedOn.Year:0000}/{invoice.Number}.pdf";

    /// <summary>
    /// Prints and stores. The same invoice gives the same bytes; should the client have moved between two attempts, what was stored
    /// first stays the document.
    /// </summary>
    public async Task<(StoredDocument Stored, BinaryData Content)> PrintAsync(
        InvoiceRow invoice, DebtorProfile client, CancellationToken cancellationToken = default)
    {
        var name = NameOf(invoice);
        var content = new BinaryData(InvoicePdf.Render(ModelOf(invoice, client)));
        try
        {
            return (await documents.PutAsync(name, content, ContentType, cancellationToken), content);
        }
        catch (DocumentTakenException taken)
        {
            var there = await documents.FindAsync(name, cancellationToken) ?? throw new InvalidOperationException($"{name} is taken and not there.", taken);
            return (new StoredDocument(name, DocumentStore.HashOf(there), there.ToMemory().Length), there);
        }
    }

    /// <summary>The printed document; null while there is none.</summary>
    public async Task<BinaryData?> FindAsync(InvoiceRow invoice, CancellationToken cancellationToken = default) =>
        invoice.DocumentName is { } name ? await documents.FindAsync(name, cancellationToken) : null;

    private InvoiceDocument ModelOf(InvoiceRow invoice, DebtorProfile client)
    {
        var content = invoice.Content;
        return new InvoiceDocument
        {
            Language = content.Language.InDocuments(),
            Regime = content.Regime.InDocuments(),
            Seller = creditor.Value.InDocuments(),
            Customer = client.InDocuments(),
            Number = invoice.Number,
            IssueDate = invoice.IssuedOn,
            DueDate = invoice.DueOn,
            SupplyDate = content.SupplyOn,
            SupplyEnd = content.SupplyEnd,
            StructuredCommunication = invoice.Reference,
            CustomerReference = content.CustomerReference,
            Lines = [.. content.Lines.Select(line => LineOf(line, content.Language))],
            Vat = [.. content.Subtotals.Select(subtotal => VatOf(subtotal, content.Lines))],
            Net = content.Net,
            Tax = content.Vat,
            Total = content.Payable,
            ConsumerPenaltyClause = content.HasPenaltyClause,
        };
    }

    private static InvoiceDocumentLine LineOf(InvoiceLine line, Language language) => new(
        line.Description, line.Quantity, line.Unit.In(language), line.UnitPrice, TreatmentOf(line.Category), line.Rate, line.Net);

    private static InvoiceDocumentVat VatOf(VatSubtotal subtotal, IReadOnlyList<InvoiceLine> lines) => new(
        TreatmentOf(subtotal.Category),
        subtotal.Rate,
        subtotal.Base,
        subtotal.Vat,
        lines.First(line => line.Category == subtotal.Category && line.Rate == subtotal.Rate).ExemptionReason);

    private static VatTreatment TreatmentOf(VatCategory category) => category switch
    {
        VatCategory.S or VatCategory.Z => VatTreatment.Taxed,
        VatCategory.E or VatCategory.K or VatCategory.G => VatTreatment.Exempt,
        VatCategory.AE => VatTreatment.ReverseCharge,
        VatCategory.O => VatTreatment.OutOfScope,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "Unknown VAT category."),
    };
}
