using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>Closes an invoice within a payment's transaction.</summary>
public static class InvoiceClosing
{
    /// <summary>Adds to a batch: the open row goes, the closed row comes. Two rows; no read is needed.</summary>
    /// <param name="batch">A batch on the debtor that replaces the head.</param>
    /// <param name="open">The open row as read.</param>
    /// <param name="end">The same with what closes it: nothing is open.</param>
    /// <param name="closedOn">Value date of what closes it.</param>
    /// <param name="cause">The cause of the ledger entry that closes it.</param>
    public static RowBatch AddTo(RowBatch batch, OpenInvoice open, OpenInvoice end, DateOnly closedOn, string cause) => batch
        .Delete(open)
        .Insert(new InvoiceClosed
        {
            PartitionKey = open.DebtorId,
            RowKey = InvoiceClosed.Key(open.Number),
            Number = open.Number,
            ClosedOn = closedOn,
            Cause = cause,
            Standing = end with { ETag = default, WriteId = "" },
        });
}
