using Microsoft.DurableTask.Client;
using Smart.Functions.Repair;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Functions.Invoicing;

/// <summary>Finishes invoices: an accepted draft becomes an invoice, and an invoice is delivered.</summary>
public sealed class InvoiceRepair(InvoiceClaims claims) : IRepair
{
    /// <inheritdoc />
    public WorkPurpose Purpose => WorkPurpose.Issue;

    /// <inheritdoc />
    public async Task<bool> RepairAsync(WorkRow row, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Without a draft the request ended before step 1: nothing was promised.
        if (await claims.FinishDraftAsync(row.OwnerId, row.Subject, cancellationToken) is not { } invoice) return true;
        if (invoice.Delivery is not (DeliveryState.Pending or DeliveryState.Sending)) return true;
        await client.StartAsync(invoice, row, cancellationToken);
        return false;
    }
}
